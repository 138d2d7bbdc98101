import { useRef, useState } from 'react';
import { useUnmountSignal } from '../ui/useUnmountSignal.js';
import type { Key, KeyCalls } from './key.js';

/** The number of parallel requests. */
const concurrency = 4;

interface Failure<K> {
  key: K;
  error: unknown;
}

interface BatchState<K> {
  state: 'confirming' | 'running' | 'stopping' | 'ended';
  /** How many keys are revoked. */
  done: number;
  failed: Failure<K>[];
  /** How many keys were not tried. */
  left: number;
}

interface Callbacks<K> {
  onRevoked: (key: K) => void;
  onFailed: (error: unknown) => void;
  /** All keys are revoked. */
  onEnd: (count: number) => void;
}

/** Revokes many keys, a few in parallel. `start` can be called again for the keys that failed or were not tried. */
export function useRevocations<K extends Key>(
  keys: readonly K[],
  revoke: KeyCalls<K>['revoke'],
  { onRevoked, onFailed, onEnd }: Callbacks<K>,
) {
  const [batch, setBatch] = useState<BatchState<K>>({
    state: 'confirming',
    done: 0,
    failed: [],
    left: 0,
  });
  const queue = useRef([...keys]);
  const isStopped = useRef(false);
  const signal = useUnmountSignal();

  async function start(reason: { revocationReason?: string | null }) {
    const unmount = signal();
    queue.current.push(...batch.failed.map(({ key }) => key));
    isStopped.current = false;
    setBatch(({ done }) => ({ state: 'running', done, failed: [], left: 0 }));

    const failed: Failure<K>[] = [];
    let { done } = batch;
    const worker = async () => {
      for (let key = queue.current.shift(); key; key = queue.current.shift()) {
        try {
          onRevoked(await revoke({ apiKeyID: key.id, ...reason }, { signal: unmount }));
          done++;
          setBatch((last) => ({ ...last, done }));
        } catch (error) {
          onFailed(error);
          failed.push({ key, error });
        }
        if (isStopped.current || unmount.aborted) return;
      }
    };
    await Promise.all(Array.from({ length: concurrency }, worker));

    if (unmount.aborted) return;
    const left = queue.current.length;
    if (failed.length === 0 && left === 0) onEnd(done);
    else setBatch({ state: 'ended', done, failed, left });
  }

  function stop() {
    isStopped.current = true;
    setBatch((last) => ({ ...last, state: 'stopping' }));
  }

  return { ...batch, start, stop };
}
