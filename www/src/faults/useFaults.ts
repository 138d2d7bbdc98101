import { useCallback, useEffect, useRef, useState } from 'react';
import { clearFaults, type Entry, type Faults, orderFaults, readFaults, readLog } from './standIn';

/** How long a look at the server is from the one before. */
const pauseMs = 1000;

interface Seen {
  faults?: Faults;
  /** The last request first; `null` where there is no journal. */
  log?: Entry[] | null;
  error?: unknown;
}

/** The faults that the stand-in has for this browser, and the requests that met them: looked at for as long as told. */
export function useFaults(watching: boolean) {
  const [seen, setSeen] = useState<Seen>({});
  const hasJournal = useRef(true);
  const changing = useRef(0);
  const inTurn = useTurns();

  const look = useCallback(async () => {
    try {
      const faults = await readFaults();
      const log = hasJournal.current ? await readLog() : null;
      hasJournal.current = log !== null;
      // What was read before a change shows nothing of it.
      if (changing.current === 0) setSeen({ faults, log });
    } catch (error) {
      setSeen((last) => ({ ...last, error }));
    }
  }, []);

  useEffect(() => {
    if (!watching) return;
    let timer: number | undefined;
    let over = false;
    const lookAgain = () =>
      inTurn(look).then(() => {
        if (!over) timer = window.setTimeout(lookAgain, pauseMs);
      });
    lookAgain();
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, [watching, look, inTurn]);

  function change(shown: Partial<Faults>, task: () => Promise<unknown>) {
    changing.current += 1;
    // The choice shows at once; what came of it shows with the next look.
    setSeen(({ faults, ...rest }) =>
      faults ? { ...rest, faults: { ...faults, ...shown } } : rest,
    );
    inTurn(async () => {
      try {
        await task();
      } catch (error) {
        setSeen((last) => ({ ...last, error }));
      }
      changing.current -= 1;
    });
    inTurn(look);
  }

  return {
    ...seen,
    /** Of the others is kept what is left of them by then. */
    set: (some: Partial<Faults>) =>
      change(some, async () => orderFaults({ ...(await readFaults()), ...some })),
    clear: () => change({}, clearFaults),
  };
}

/** Runs tasks one after the other, so that none sees half of what another does. None of them may reject. */
function useTurns() {
  const last = useRef(Promise.resolve());
  return useCallback((task: () => Promise<void>) => {
    last.current = last.current.then(task);
    return last.current;
  }, []);
}
