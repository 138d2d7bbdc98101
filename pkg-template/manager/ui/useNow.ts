import { useSyncExternalStore } from 'react';

const minute = 60_000;

let now: number | undefined;

function subscribe(onChange: () => void) {
  const tick = () => {
    now = Date.now();
    onChange();
  };
  tick();
  const timer = setInterval(tick, minute);
  return () => clearInterval(timer);
}

function snapshot(): number {
  now ??= Date.now();
  return now;
}

/** The current time, updated every minute, so that relative times stay correct while the page is open. */
export function useNow(): number {
  // A server renders no key, and so no time.
  return useSyncExternalStore(subscribe, snapshot, () => 0);
}
