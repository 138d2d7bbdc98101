import { readFile, writeFile } from 'node:fs/promises';
import type { Section } from './table.ts';

const file = 'RESULTS.md';
const begin =
  '<!-- Runs, begin: the bench writes here. It keeps the last two runs, the newest first. -->\n';
const end = '<!-- Runs, end. -->\n';
/** Two runs show how far figures vary. */
const kept = 2;

/** Writes a run between the two markers, before the previous run. It does not change the rest of the file. */
export async function record(conditions: string[], sections: Section[]): Promise<void> {
  const text = await readFile(file, 'utf8');
  const [before, rest] = splitAt(text, begin);
  const [runs, after] = splitAt(rest, end);
  const older = runs.match(/^```text\n.*?^```\n/gms) ?? [];
  const lines = sections.flatMap(({ title, lines }) => ['', title, '', ...lines]);
  const newest = ['```text', ...conditions, ...lines, '```', ''].join('\n');
  const all = [newest, ...older].slice(0, kept).join('\n');
  await writeFile(file, `${before}${begin}\n${all}\n${end}${after}`);
  console.log(`\nbenches/${file} contains this run now.`);
}

function splitAt(text: string, marker: string): [string, string] {
  const start = text.indexOf(marker);
  if (start < 0) throw new Error(`${file} lacks the line ${marker.trim()}`);
  return [text.slice(0, start), text.slice(start + marker.length)];
}
