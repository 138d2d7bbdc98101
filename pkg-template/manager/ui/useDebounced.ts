import { useEffect, useRef } from 'react';

/** Debounces a callback by `ms` milliseconds. Never calls it after the component has unmounted. */
export function useDebounced<A extends unknown[]>(callback: (...args: A) => void, ms: number) {
  const timer = useRef<number>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  return (...args: A) => {
    clearTimeout(timer.current);
    timer.current = window.setTimeout(callback, ms, ...args);
  };
}
