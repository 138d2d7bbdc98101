import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { path } from './places.ts';

/** What a program of a host is told besides: no colours, which would hide what it says, and no telemetry. */
export function environment(own: Record<string, string>): NodeJS.ProcessEnv {
  const { FORCE_COLOR: _, ...ours } = process.env;
  return { ...ours, NO_COLOR: '1', NEXT_TELEMETRY_DISABLED: '1', ...own };
}

/** Runs a program in the project of a host, and returns what it printed. It ends by itself, or the test fails. */
export async function run(
  host: string,
  program: string,
  args: string[],
  env: Record<string, string> = {},
): Promise<string> {
  const { stdout } = await promisify(execFile)(program, args, {
    cwd: path(host),
    env: environment(env),
    timeout: 170_000,
  });
  return stdout;
}
