import { useCallback, useRef, useState } from 'react';

interface ActionState {
  pending: boolean;
  error?: unknown;
}

/** Runs one task at a time. Ignores a task that starts while another one runs, so a double click acts once. */
export function useAction() {
  const running = useRef(false);
  const [state, setState] = useState<ActionState>({ pending: false });

  const run = useCallback(async (task: () => Promise<unknown>) => {
    if (running.current) return;
    running.current = true;
    setState({ pending: true });
    try {
      await task();
      setState({ pending: false });
    } catch (error) {
      setState({ pending: false, error });
    } finally {
      running.current = false;
    }
  }, []);

  return { ...state, run };
}
