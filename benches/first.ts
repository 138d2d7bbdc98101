import type { Open } from './browser.ts';
import type {} from './page/first.ts';
import { medianRatio, number, quartiles, type Section, table } from './table.ts';

const rounds = 40;
const warmUp = 5;
/** Milliseconds to wait in a new page: Chromium loads internal pages beside it, which use the processor. */
const pause = 700;

/** The first call in a new page. The browser's cache contains all files. */
export async function firstCalls(open: Open): Promise<Section> {
  const ours: number[] = [];
  const original: number[] = [];
  for (let round = -warmUp; round < rounds; round++) {
    const times = { ours: 0, original: 0 };
    // The order changes: the previous page still shuts down while the next one starts.
    const libraries = ['ours', 'original'] as const;
    for (const library of round % 2 ? libraries.toReversed() : libraries) {
      times[library] = await time(open, library);
    }
    if (round < 0) continue;
    ours.push(times.ours);
    original.push(times.original);
  }
  return {
    title: `First call, from import() with a warm cache: ${rounds} rounds, each in a new page`,
    lines: table([
      ['', 'ms', '÷ clerk-js'],
      ['clerk-js, until it is loaded', number(quartiles(original).median, 1), '1'],
      [
        'apikeys-wasm, until the first result',
        number(quartiles(ours).median, 1),
        medianRatio(ours, original),
      ],
    ]),
  };
}

const time = (open: Open, library: 'ours' | 'original') =>
  open(async (page) => {
    await page.waitForTimeout(pause);
    return page.evaluate((library) => firstCall(library), library);
  }, '/first.html');
