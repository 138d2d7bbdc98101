import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { root } from './paths.ts';

/** A server of this workspace in its own process. */
export class ServerProcess {
  readonly origins: string[];
  readonly #process: ChildProcess;

  private constructor(process: ChildProcess, origins: string[]) {
    this.#process = process;
    this.origins = origins;
  }

  /** The first origin. */
  get origin(): string {
    return this.origins[0] ?? '';
  }

  /** Starts the binary of a workspace package and waits until it listens on this number of origins. */
  static async start(name: string, args: string[], count = 1): Promise<ServerProcess> {
    const process = spawn(binaryPath(name), args, { stdio: ['ignore', 'pipe', 'inherit'] });
    return new ServerProcess(process, await readOrigins(name, process, count));
  }

  /** Stops the process and waits until it exits. */
  async stop(): Promise<void> {
    const { exitCode, signalCode } = this.#process;
    if (exitCode !== null || signalCode !== null)
      throw new Error('The server exited unexpectedly.');
    const exited = once(this.#process, 'exit');
    this.#process.kill();
    await exited;
  }
}

/** The path of the binary that cargo built. */
function binaryPath(name: string): string {
  const target = resolve(root, process.env.CARGO_TARGET_DIR ?? 'target');
  const binary = resolve(target, 'debug', name);
  if (!existsSync(binary)) {
    throw new Error(`${binary} is missing: run cargo build --package ${name}.`);
  }
  return binary;
}

/** Reads the origins that the server prints when it listens. */
async function readOrigins(
  name: string,
  { stdout }: ChildProcess,
  count: number,
): Promise<string[]> {
  const origins: string[] = [];
  if (stdout) {
    for await (const line of createInterface(stdout)) {
      const [, origin] = /^listening on (\S+)$/.exec(line) ?? [];
      if (origin) origins.push(origin);
      if (origins.length === count) return origins;
    }
  }
  throw new Error(`${name} exited before it listened.`);
}
