import type { Open } from './browser.ts';
import type {} from './page/first.ts';
import { medianRatio, number, quartiles, type Section, table } from './table.ts';

const rounds = 40;
const warmUp = 5;
/** Milliseconds after which a new page's browser has come to rest: it loads pages of its own beside each. */
const rest = 700;

/** The first call of a page: each in a page of its own, whose files are in the browser's cache. */
export async function firstCalls(open: Open): Promise<Section> {
  const ours: number[] = [];
  const original: number[] = [];
  for (let round = -warmUp; round < rounds; round++) {
    const times = { ours: 0, original: 0 };
    // In turn, because each leaves another page behind, which ends beside the next one.
    const sides = ['ours', 'original'] as const;
    for (const side of round % 2 ? sides.toReversed() : sides) times[side] = await time(open, side);
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
  open(async (page) => {
    await page.waitForTimeout(rest);
    return page.evaluate((side) => firstCall(side), side);
  }, '/first.html');
