import { useEffect, useLayoutEffect as useReactLayoutEffect } from 'react';

/** React 18 warns of a layout effect on a server, where no effect runs. */
export const useLayoutEffect = typeof document === 'undefined' ? useEffect : useReactLayoutEffect;
