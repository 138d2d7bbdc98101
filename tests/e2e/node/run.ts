import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/** node_modules links to the package folder. Node resolves the package's imports from here. */
const symlinkFlags = ['--preserve-symlinks', '--preserve-symlinks-main'];

/** Runs a script of this folder in a new Node process until it exits, and returns its output. */
export async function run(script: string, ...args: string[]): Promise<unknown> {
  const path = fileURLToPath(new URL(script, import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, [...symlinkFlags, path, ...args], {
    timeout: 20_000,
  });
  return JSON.parse(stdout);
}
