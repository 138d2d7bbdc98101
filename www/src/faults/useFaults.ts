import { useCallback, useEffect, useRef, useState } from 'react';
import {
  clearFaults,
  type Faults,
  type RequestEntry,
  readFaults,
  readLog,
  setFaults,
} from './standIn';

/** The pause between two polls. */
const pauseMs = 1000;

interface FaultState {
  faults?: Faults;
  /** Newest first. `null` if the stand-in keeps no journal. */
  log?: RequestEntry[] | null;
  error?: unknown;
}

/** The faults that the stand-in has for this browser, and the browser's last requests. Polls while `enabled`. */
export function useFaults(enabled: boolean) {
  const [state, setState] = useState<FaultState>({});
  const hasJournal = useRef(true);
  const pendingChanges = useRef(0);
  const enqueue = useQueue();

  const poll = useCallback(async () => {
    try {
      const faults = await readFaults();
      const log = hasJournal.current ? await readLog() : null;
      hasJournal.current = log !== null;
      // This state was read before a pending change, so it is out of date.
      if (pendingChanges.current === 0) setState({ faults, log });
    } catch (error) {
      setState((last) => ({ ...last, error }));
    }
  }, []);

  useEffect(() => {
    if (!enabled) return;
    let timer: number | undefined;
    let stopped = false;
    const pollAgain = () =>
      enqueue(poll).then(() => {
        if (!stopped) timer = window.setTimeout(pollAgain, pauseMs);
      });
    pollAgain();
    return () => {
      stopped = true;
      clearTimeout(timer);
    };
  }, [enabled, poll, enqueue]);

  function change(shown: Partial<Faults>, task: () => Promise<unknown>) {
    pendingChanges.current += 1;
    // Shows the choice at once. The next poll shows its result.
    setState(({ faults, ...rest }) =>
      faults ? { ...rest, faults: { ...faults, ...shown } } : rest,
    );
    enqueue(async () => {
      try {
        await task();
      } catch (error) {
        setState((last) => ({ ...last, error }));
      }
      pendingChanges.current -= 1;
    });
    enqueue(poll);
  }

  return {
    ...state,
    /** Sets some faults. Reads the others first, because the stand-in counts them down. */
    set: (some: Partial<Faults>) =>
      change(some, async () => setFaults({ ...(await readFaults()), ...some })),
    clear: () => change({}, clearFaults),
  };
}

/** Runs tasks one after the other. No task may reject. */
function useQueue() {
  const last = useRef(Promise.resolve());
  return useCallback((task: () => Promise<void>) => {
    last.current = last.current.then(task);
    return last.current;
  }, []);
}
