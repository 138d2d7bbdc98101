import type { Open } from './browser.ts';
import { medianRatio, number, quartiles, type Section, table } from './table.ts';

/** The length of a list, and the number of calls in a round for each contender. */
const lengths = [
  { length: 10, calls: 8 },
  { length: 100, calls: 6 },
  { length: 1000, calls: 3 },
];
const rounds = 500;

/** `getAll` over loopback, with the real `fetch`. */
export function endToEnd(open: Open): Promise<Section> {
  return open(async (page) => {
    const rows: string[][] = [];
    for (const { length, calls } of lengths) {
      const samples = await page.evaluate(
        async ([length, rounds, calls]) => (await bench).endToEnd(length, rounds, calls),
        [length, rounds, calls] as const,
      );
      for (const [name, times] of Object.entries(samples)) {
        const ms = number(quartiles(times).median, 2);
        rows.push([`${number(length)} keys, ${name}`, ms, medianRatio(times, samples['clerk-js'])]);
      }
    }
    const title = `getAll end to end, over loopback: ${rounds} rounds`;
    return { title, lines: table([['', 'ms a call', '÷ clerk-js'], ...rows]) };
  });
}
