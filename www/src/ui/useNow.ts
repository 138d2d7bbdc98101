import { useSyncExternalStore } from 'react';

const minute = 60_000;

let now = Date.now();

function listen(changed: () => void) {
  const tick = () => {
    now = Date.now();
    changed();
  };
  tick();
  const timer = setInterval(tick, minute);
  return () => clearInterval(timer);
}

/** The time, to the minute: what is told of it grows old on a page that stays open. */
export function useNow(): number {
  return useSyncExternalStore(listen, () => now);
}
