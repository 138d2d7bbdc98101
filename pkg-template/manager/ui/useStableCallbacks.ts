import { useRef, useState } from 'react';
import { useLayoutEffect } from './useLayoutEffect.js';

/** Callbacks that are the same on every render and call the latest ones, so `memo` components do not render again. */
export function useStableCallbacks<F extends object>(callbacks: F): F {
  const latest = useRef(callbacks);
  useLayoutEffect(() => {
    latest.current = callbacks;
  });
  const [stable] = useState(() => {
    const names = Object.keys(callbacks) as (keyof F)[];
    return Object.fromEntries(
      names.map((name) => [name, (...args: unknown[]) => call(latest.current[name], args)]),
    ) as F;
  });
  return stable;
}

const call = (callback: unknown, args: unknown[]) =>
  typeof callback === 'function' ? callback(...args) : undefined;
