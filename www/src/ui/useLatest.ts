import { useLayoutEffect, useRef, useState } from 'react';

/** Functions that stay the same, and do what the latest ones do: what has them need not be rendered anew. */
export function useLatest<F extends object>(functions: F): F {
  const latest = useRef(functions);
  useLayoutEffect(() => {
    latest.current = functions;
  });
  const [stable] = useState(() => {
    const names = Object.keys(functions) as (keyof F)[];
    return Object.fromEntries(
      names.map((name) => [name, (...args: unknown[]) => call(latest.current[name], args)]),
    ) as F;
  });
  return stable;
}

const call = (work: unknown, args: unknown[]) =>
  typeof work === 'function' ? work(...args) : undefined;
