import type { Contender, Contenders } from './contenders.ts';

/** Milliseconds for one call, one figure for each round. */
export type Samples = Record<Contender, number[]>;

const warmUp = 10;

/** What each contender answered last. A page keeps its list; and V8 forgets the shape of objects
 *  of which there are none, and with it the code that it compiled for them. */
const kept = new Map<Contender, unknown>();

/** Times all contenders in each round, in an order that changes from round to round. */
export async function samples(contenders: Contenders, rounds: number, calls: number) {
  const names = Object.keys(contenders) as Contender[];
  const times = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Samples;
  for (let round = -warmUp; round < rounds; round++) {
    for (const name of order(names, round + warmUp)) {
      const time = await sample(name, contenders[name], calls);
      if (round >= 0) times[name].push(time);
    }
  }
  return times;
}

async function sample(name: Contender, call: () => unknown, calls: number): Promise<number> {
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

function collectGarbage(): void {
  if (!globalThis.gc) throw new Error('Chromium needs --js-flags=--expose-gc');
  globalThis.gc();
}
