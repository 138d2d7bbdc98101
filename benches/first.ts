import type { Open } from './browser.ts';
import type {} from './page/first.ts';
import { medianRatio, number, quartiles, type Section, table } from './table.ts';

const rounds = 40;
const warmUp = 5;

/** The first call of a page: each in a page of its own, whose files are in the browser's cache. */
export async function firstCalls(open: Open): Promise<Section> {
  const ours: number[] = [];
  const original: number[] = [];
  for (let round = -warmUp; round < rounds; round++) {
    const times = { ours: await time(open, 'ours'), original: await time(open, 'original') };
    if (round < 0) continue;
    ours.push(times.ours);
    original.push(times.original);
  }
  return {
    title: `First call, from import() with a warm cache: ${rounds} rounds, a page for each`,
    lines: table([
      ['', 'ms', '÷ clerk-js'],
      ['clerk-js, until it has loaded', number(quartiles(original).median, 1), '1'],
      [
        'apikeys-wasm, until the first answer',
        number(quartiles(ours).median, 1),
        medianRatio(ours, original),
      ],
    ]),
  };
}

const time = (open: Open, side: 'ours' | 'original') =>
  open((page) => page.evaluate((side) => firstCall(side), side), '/first.html');
