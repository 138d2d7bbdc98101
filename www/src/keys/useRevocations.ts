import { useRef, useState } from 'react';
import { useLeaving } from '../ui/useLeaving';
import type { Key, KeyActions } from './key';

/** So many requests at once: neither a flood for the server, nor a wait for each. */
const lanes = 4;

interface Failure<K> {
  key: K;
  error: unknown;
}

interface Work<K> {
  state: 'asking' | 'running' | 'stopping' | 'ended';
  /** How many are revoked. */
  done: number;
  failed: Failure<K>[];
  /** How many were not begun. */
  left: number;
}

/** Revokes keys one after the other, a few at once. What fails or was not begun can be tried again. */
export function useRevocations<K extends Key>(
  keys: readonly K[],
  revoke: KeyActions<K>['revoke'],
  /** All are revoked. */
  onEnd: (count: number) => void,
) {
  const [work, setWork] = useState<Work<K>>({ state: 'asking', done: 0, failed: [], left: 0 });
  const waiting = useRef([...keys]);
  const isStopped = useRef(false);
  const signal = useLeaving();

  async function begin(reason: { revocationReason?: string | null }) {
    const leaving = signal();
    waiting.current.push(...work.failed.map(({ key }) => key));
    isStopped.current = false;
    setWork(({ done }) => ({ state: 'running', done, failed: [], left: 0 }));

    const failed: Failure<K>[] = [];
    let { done } = work;
    const lane = async () => {
      for (let key = waiting.current.shift(); key; key = waiting.current.shift()) {
        try {
          await revoke({ apiKeyID: key.id, ...reason }, { signal: leaving });
          done++;
          setWork((now) => ({ ...now, done }));
        } catch (error) {
          failed.push({ key, error });
        }
        if (isStopped.current || leaving.aborted) return;
      }
    };
    await Promise.all(Array.from({ length: lanes }, lane));

    if (leaving.aborted) return;
    const left = waiting.current.length;
    if (failed.length === 0 && left === 0) onEnd(done);
    else setWork({ state: 'ended', done, failed, left });
  }

  function stop() {
    isStopped.current = true;
    setWork((now) => ({ ...now, state: 'stopping' }));
  }

  return { ...work, begin, stop };
}
