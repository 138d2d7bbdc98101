import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { cpus, loadavg } from 'node:os';
import { promisify } from 'node:util';
import type { Browser } from 'playwright-core';

/** The date, the versions and the machine of a run. */
export async function conditions(browser: Browser): Promise<string[]> {
  const chips = cpus();
  const load = loadavg()[0]?.toFixed(1);
  const packages = await Promise.all(['apikeys-wasm', '@clerk/clerk-js'].map(version));
  const rustc = await promisify(execFile)('rustc', ['--version']).then(
    ({ stdout }) => stdout.trim(),
    () => 'rustc not found',
  );
  return [
    `${new Date().toISOString().slice(0, 10)}: ${packages.join(', ')}, ${rustc}`,
    `Chromium ${browser.version()}, ${chips.length} × ${chips[0]?.model}, load ${load} at the start`,
  ];
}

async function version(name: string): Promise<string> {
  const file = await readFile(`node_modules/${name}/package.json`, 'utf8');
  return `${name} ${JSON.parse(file).version}`;
}
