import { useEffect, useRef } from 'react';

/** Gives a signal for each call, which is aborted when the component leaves: nothing goes on for whom it was shown to. */
export function useLeaving(): () => AbortSignal {
  const leaving = useRef(new AbortController());
  useEffect(() => {
    // StrictMode takes a component away and brings it back.
    if (leaving.current.signal.aborted) leaving.current = new AbortController();
    return () => leaving.current.abort();
  }, []);
  return () => leaving.current.signal;
}
