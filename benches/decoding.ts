import type { Open } from './browser.ts';
import type { Contender } from './page/contenders.ts';
import type { Samples } from './page/samples.ts';
import { number, quartiles, type Section, table } from './table.ts';

const rounds = 120;
const calls = 4;

/** `getAll` of a thousand keys, with a `fetch` that answers at once. */
export function decoding(open: Open): Promise<Section> {
  return open(async (page) => {
    const bytes = await page.evaluate(async () => (await bench).agree());
    const samples = await page.evaluate(
      async ([rounds, calls]) => (await bench).samples(rounds, calls),
      [rounds, calls] as const,
    );
    return {
      title: `getAll of 1 000 keys (${number(bytes)} bytes), answered at once: ${rounds} rounds of ${calls} calls`,
      lines: table([
        ['', 'ms a call', '÷ clerk-js', '÷ unchecked'],
        ...(Object.keys(samples) as Contender[]).map((name) => [
          name,
          number(quartiles(samples[name]).median, 2),
          ratio(samples, name, 'clerk-js'),
          ratio(samples, name, 'unchecked mapping'),
        ]),
      ]),
    };
  });
}

/** Round by round, because both sides of a round had the same machine. */
function ratio(samples: Samples, one: Contender, other: Contender): string {
  if (one === other) return '1';
  const ratios = samples[one].map((time, round) => time / (samples[other][round] ?? 0));
  const { lower, median, upper } = quartiles(ratios);
  return `${number(median, 2)} (${number(lower, 2)}–${number(upper, 2)})`;
}
