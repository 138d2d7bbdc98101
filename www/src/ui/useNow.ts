import { useSyncExternalStore } from 'react';

const minute = 60_000;

let now = Date.now();

function subscribe(onChange: () => void) {
  const tick = () => {
    now = Date.now();
    onChange();
  };
  tick();
  const timer = setInterval(tick, minute);
  return () => clearInterval(timer);
}

/** The current time, updated every minute, so that relative times stay correct while the demo page is open. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, () => now);
}
