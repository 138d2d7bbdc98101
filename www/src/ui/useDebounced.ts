import { useEffect, useRef } from 'react';

/** The callback, called once the calls have paused for `ms`. Nothing is called after the component is gone. */
export function useDebounced<A extends unknown[]>(callback: (...args: A) => void, ms: number) {
  const timer = useRef<number>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  return (...args: A) => {
    clearTimeout(timer.current);
    timer.current = window.setTimeout(callback, ms, ...args);
  };
}
