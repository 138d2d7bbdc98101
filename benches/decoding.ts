import type { Open } from './browser.ts';
import type { Contender } from './page/contenders.ts';
import { medianRatio, number, quartiles, type Section, table } from './table.ts';

const rounds = 300;
const calls = 4;

/** `getAll` of 1 000 keys, with a `fetch` that responds immediately. */
export function decoding(open: Open): Promise<Section> {
  return open(async (page) => {
    await page.evaluate(async () => (await bench).respondImmediately());
    const bytes = await page.evaluate(async () => (await bench).agree());
    const samples = await page.evaluate(
      async ([rounds, calls]) => (await bench).samples(rounds, calls),
      [rounds, calls] as const,
    );
    return {
      title: `getAll of 1 000 keys (${number(bytes)} bytes), immediate response: ${rounds} rounds of ${calls} calls`,
      lines: table([
        ['', 'ms a call', '÷ clerk-js', '÷ unchecked'],
        ...(Object.keys(samples) as Contender[]).map((name) => [
          name,
          number(quartiles(samples[name]).median, 2),
          medianRatio(samples[name], samples['clerk-js']),
          medianRatio(samples[name], samples['unchecked mapping']),
        ]),
      ]),
    };
  });
}
