/** Milliseconds for one call, in each round. */
export type Samples<C extends string> = Record<C, number[]>;

const warmUp = 10;

/** The last result of each contender, as a host page keeps its list. Without live objects of a shape, V8 discards the code
 *  that it compiled for them. */
const kept = new Map<string, unknown>();

/** Measures all contenders in each round. The order changes from round to round. */
export async function samples<C extends string>(
  contenders: Record<C, () => unknown>,
  rounds: number,
  calls: number,
): Promise<Samples<C>> {
  const names = Object.keys(contenders) as C[];
  const times = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Samples<C>;
  for (let round = -warmUp; round < rounds; round++) {
    for (const name of order(names, round + warmUp)) {
      const time = await sample(name, contenders[name], calls);
      if (round >= 0) times[name].push(time);
    }
  }
  return times;
}

async function sample(name: string, call: () => unknown, calls: number): Promise<number> {
  // A sample includes the collection of its own garbage only.
  collectGarbage();
  await new Promise((resolve) => setTimeout(resolve));
  const start = performance.now();
  for (let i = 0; i < calls; i++) kept.set(name, await call());
  return (performance.now() - start) / calls;
}

/** Rotates and reverses the list: each contender runs first and after each neighbour equally often. */
function order<T>(items: T[], round: number): T[] {
  const from = (round >> 1) % items.length;
  const rotated = [...items.slice(from), ...items.slice(0, from)];
  return round % 2 ? rotated.reverse() : rotated;
}

export function collectGarbage(): void {
  if (!globalThis.gc) throw new Error('Chromium needs --js-flags=--expose-gc');
  globalThis.gc();
}
