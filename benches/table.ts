/** One table of the output, with its title. */
export interface Section {
  title: string;
  lines: string[];
}

export function print({ title, lines }: Section): void {
  console.log(`\n${title}\n`);
  for (const line of lines) console.log(`  ${line}`);
}

/** Aligns the first column to the left and all others to the right. */
export function table(rows: string[][]): string[] {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  return rows.map((row) =>
    row
      .map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0)))
      .join('   '),
  );
}

/** Formats a number with a space between thousands. */
export function number(value: number, digits = 0): string {
  return value.toFixed(digits).replace(/\B(?=(\d{3})+(?!\d))/g, digits === 0 ? ' ' : '');
}

/** The median and the quartiles of the ratios of all rounds. Both times of a round come from the same moment. */
export function medianRatio(ones: number[], others: number[]): string {
  if (ones === others) return '1';
  const ratios = ones.map((time, round) => time / (others[round] ?? 0));
  const { lower, median, upper } = quartiles(ratios);
  return `${number(median, 2)} (${number(lower, 2)}–${number(upper, 2)})`;
}

export function quartiles(values: number[]) {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.round(share * (sorted.length - 1))] ?? Number.NaN;
  return { lower: at(0.25), median: at(0.5), upper: at(0.75) };
}
