/** Milliseconds for one call, one figure for each round. */
export type Samples<C extends string> = Record<C, number[]>;

const warmUp = 10;

/** What each contender answered last. A page keeps its list; and V8 forgets the shape of objects
 *  of which there are none, and with it the code that it compiled for them. */
const kept = new Map<string, unknown>();

/** Times all contenders in each round, in an order that changes from round to round. */
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
  // Everyone pays for the garbage that is theirs, and for no other.
  collectGarbage();
  await new Promise((resolve) => setTimeout(resolve));
  const start = performance.now();
  for (let i = 0; i < calls; i++) kept.set(name, await call());
  return (performance.now() - start) / calls;
}

/** Each comes first as often as the others, and after each of its neighbours as often. */
function order<T>(items: T[], round: number): T[] {
  const from = (round >> 1) % items.length;
  const turned = [...items.slice(from), ...items.slice(0, from)];
  return round % 2 ? turned.reverse() : turned;
}

export function collectGarbage(): void {
  if (!globalThis.gc) throw new Error('Chromium needs --js-flags=--expose-gc');
  globalThis.gc();
}
