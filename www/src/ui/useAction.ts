import { useCallback, useRef, useState } from 'react';

interface ActionState {
  pending: boolean;
  error?: unknown;
}

/** Runs one task at a time: whatever is asked for while one runs is ignored, so no click counts twice. */
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
