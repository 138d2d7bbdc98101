import { readFile, writeFile } from 'node:fs/promises';
import type { Section } from './table.ts';

const file = 'RESULTS.md';
const begin =
  '<!-- What follows is written by the bench: the last two runs, the newest first. -->\n';
const end = '<!-- Up to here. -->\n';
/** Two in a row, to see whether they agree. */
const kept = 2;

/** Puts a run's table before the one of the run before, and takes out what is older. */
export async function record(conditions: string[], sections: Section[]): Promise<void> {
  const text = await readFile(file, 'utf8');
  const [before, rest] = halves(text, begin);
  const [runs, after] = halves(rest, end);
  const older = runs.match(/^```text\n.*?^```\n/gms) ?? [];
  const lines = sections.flatMap(({ title, lines }) => ['', title, '', ...lines]);
  const newest = ['```text', ...conditions, ...lines, '```', ''].join('\n');
  const all = [newest, ...older].slice(0, kept).join('\n');
  await writeFile(file, `${before}${begin}\n${all}\n${end}${after}`);
  console.log(`\nThis is in benches/${file} now.`);
}

function halves(text: string, at: string): [string, string] {
  const place = text.indexOf(at);
  if (place < 0) throw new Error(`${file} lacks the line ${at.trim()}`);
  return [text.slice(0, place), text.slice(place + at.length)];
}
