import { useRef } from 'react';
import { useLayoutEffect } from './useLayoutEffect.js';

/** Returns a function that gives a signal. The signal aborts when the component unmounts. */
export function useUnmountSignal(): () => AbortSignal {
  const controller = useRef(new AbortController());
  // At once, not after the next frame: what ends meanwhile must know that nobody sees it.
  useLayoutEffect(() => {
    // StrictMode unmounts each component once and mounts it again.
    if (controller.current.signal.aborted) controller.current = new AbortController();
    return () => controller.current.abort();
  }, []);
  return () => controller.current.signal;
}
