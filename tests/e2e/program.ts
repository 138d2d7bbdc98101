import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { root } from './places.ts';

/** A server of ours, as a process of its own. */
export class Program {
  readonly origin: string;
  readonly #process: ChildProcess;

  private constructor(process: ChildProcess, origin: string) {
    this.#process = process;
    this.origin = origin;
  }

  /** Starts the program of a package of this workspace, and waits until it listens. */
  static async start(name: string, args: string[]): Promise<Program> {
    const process = spawn(built(name), args, { stdio: ['ignore', 'pipe', 'inherit'] });
    return new Program(process, await address(name, process));
  }

  /** Asks it to end, and waits until it has. */
  async stop(): Promise<void> {
    const { exitCode, signalCode } = this.#process;
    if (exitCode !== null || signalCode !== null) throw new Error('The server ended by itself.');
    const ended = once(this.#process, 'exit');
    this.#process.kill();
    await ended;
  }
}

/** Where cargo built it. */
function built(name: string): string {
  const target = resolve(root, process.env.CARGO_TARGET_DIR ?? 'target');
  const program = resolve(target, 'debug', name);
  if (!existsSync(program)) {
    throw new Error(`${program} is missing: cargo build --package ${name} makes it.`);
  }
  return program;
}

/** The address that it says it listens on, once it does. */
async function address(name: string, { stdout }: ChildProcess): Promise<string> {
  if (stdout) {
    for await (const line of createInterface(stdout)) {
      const [, origin] = /^listening on (\S+)$/.exec(line) ?? [];
      if (origin) return origin;
    }
  }
  throw new Error(`${name} ended before it listened.`);
}
