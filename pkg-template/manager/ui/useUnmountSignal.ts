import { useEffect, useRef } from 'react';

/** Returns a function that gives a signal. The signal aborts when the component unmounts. */
export function useUnmountSignal(): () => AbortSignal {
  const controller = useRef(new AbortController());
  useEffect(() => {
    // StrictMode unmounts each component once and mounts it again.
    if (controller.current.signal.aborted) controller.current = new AbortController();
    return () => controller.current.abort();
  }, []);
  return () => controller.current.signal;
}
