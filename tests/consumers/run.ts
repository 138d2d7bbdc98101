import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { path } from './paths.ts';

/** The environment of a host's program: without telemetry, and without colors, which would break text matches. */
export function environment(extra: Record<string, string>): NodeJS.ProcessEnv {
  const { FORCE_COLOR: _, ...inherited } = process.env;
  return { ...inherited, NO_COLOR: '1', NEXT_TELEMETRY_DISABLED: '1', ...extra };
}

/** Runs a program in the project of a host and returns its output. Rejects if the program does not exit in time. */
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
