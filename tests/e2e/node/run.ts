import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/** The package is a link to a folder elsewhere: what it imports is found from here. */
const linked = ['--preserve-symlinks', '--preserve-symlinks-main'];

/** Runs a script of this folder in a Node of its own, until nothing is left to do, and returns what it printed. */
export async function run(script: string, ...args: string[]): Promise<unknown> {
  const path = fileURLToPath(new URL(script, import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, [...linked, path, ...args], {
    timeout: 20_000,
  });
  return JSON.parse(stdout);
}
