import type { Open } from './browser.ts';
import { medianRatio, number, quartiles, type Section, table } from './table.ts';

/** How many keys a list has, and how often each contender asks for it in a round. */
const lengths = [
  { length: 10, calls: 8 },
  { length: 100, calls: 6 },
  { length: 1000, calls: 3 },
];
const rounds = 500;

/** `getAll` over loopback, with everything that the browser does for it. */
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
