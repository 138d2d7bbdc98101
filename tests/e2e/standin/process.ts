import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { root } from '../places.ts';
import { Journal } from './journal.ts';

/** The server that stands in for Clerk, as a process of its own. */
export class StandIn {
  readonly origin: string;
  readonly journal: Journal;
  readonly #process: ChildProcess;

  private constructor(process: ChildProcess, origin: string) {
    this.#process = process;
    this.origin = origin;
    this.journal = new Journal(origin);
  }

  /** Starts it on a port of its own, over a database file, serving a folder as its page. */
  static async start(database: string, site: string): Promise<StandIn> {
    const process = spawn(
      program(),
      ['--data', database, '--site', site, '--port', '0', '--journal'],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    return new StandIn(process, await address(process));
  }

  /** Asks it to end, and waits until it has. */
  async stop(): Promise<void> {
    const { exitCode, signalCode } = this.#process;
    if (exitCode !== null || signalCode !== null) throw new Error('The stand-in ended by itself.');
    const ended = once(this.#process, 'exit');
    this.#process.kill();
    await ended;
  }
}

/** Where cargo built it. */
function program(): string {
  const target = resolve(root, process.env.CARGO_TARGET_DIR ?? 'target');
  const program = resolve(target, 'debug/apikeys-standin');
  if (!existsSync(program)) {
    throw new Error(`${program} is missing: cargo build --package apikeys-standin makes it.`);
  }
  return program;
}

/** The address that it says it listens on, once it does. */
async function address({ stdout }: ChildProcess): Promise<string> {
  if (stdout) {
    for await (const line of createInterface(stdout)) {
      const [, origin] = /^listening on (\S+)$/.exec(line) ?? [];
      if (origin) return origin;
    }
  }
  throw new Error('The stand-in ended before it listened.');
}
