import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { path } from './places.ts';

/** Runs a program in the project of a host, and returns what it printed. It ends by itself, or the test fails. */
export async function run(
  host: string,
  program: string,
  args: string[],
  env: Record<string, string> = {},
): Promise<string> {
  const { stdout } = await promisify(execFile)(program, args, {
    cwd: path(host),
    env: { ...process.env, ...env },
    timeout: 50_000,
  });
  return stdout;
}
