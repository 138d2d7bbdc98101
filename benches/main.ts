import { readFile } from 'node:fs/promises';
import { cpus, loadavg } from 'node:os';
import type { Browser } from 'playwright-core';
import { withBrowser } from './browser.ts';
import { decoding } from './decoding.ts';
import { endToEnd } from './endtoend.ts';
import { firstCalls } from './first.ts';
import { memory } from './memory.ts';
import { size } from './size.ts';
import type { Section } from './table.ts';

function print({ title, lines }: Section): void {
  console.log(`\n${title}\n`);
  for (const line of lines) console.log(`  ${line}`);
}

/** What the figures hold for. */
async function printHeading(browser: Browser): Promise<void> {
  const version = async (name: string) =>
    `${name} ${JSON.parse(await readFile(`node_modules/${name}/package.json`, 'utf8')).version}`;
  const chips = cpus();
  const load = loadavg()[0]?.toFixed(1);
  console.log(`${await version('apikeys-wasm')}, ${await version('@clerk/clerk-js')}`);
  console.log(
    `Chromium ${browser.version()}, ${chips.length} × ${chips[0]?.model}, load ${load} at the start`,
  );
}

await withBrowser(async (open, browser) => {
  await printHeading(browser);
  print(await size());
  print(await endToEnd(open));
  print(await decoding(open));
  print(await firstCalls(open));
  print(await memory(open));
});
