import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { root } from '../places.ts';

/** The server that commits faults, as a process of its own. Its other origin is what redirects lead to. */
export class FaultServer {
  readonly origin: string;
  readonly #process: ChildProcess;

  private constructor(process: ChildProcess, origin: string) {
    this.#process = process;
    this.origin = origin;
  }

  /** Starts it on ports of its own, serving a folder. */
  static async start(site: string): Promise<FaultServer> {
    const process = spawn(program(), ['--site', site], { stdio: ['ignore', 'pipe', 'inherit'] });
    return new FaultServer(process, await address(process));
  }

  /** Ends it, and waits until it has. */
  async stop(): Promise<void> {
    const { exitCode, signalCode } = this.#process;
    if (exitCode !== null || signalCode !== null)
      throw new Error('The faults ended by themselves.');
    const ended = once(this.#process, 'exit');
    this.#process.kill();
    await ended;
  }
}

/** Where cargo built it. */
function program(): string {
  const target = resolve(root, process.env.CARGO_TARGET_DIR ?? 'target');
  const program = resolve(target, 'debug/faults');
  if (!existsSync(program)) {
    throw new Error(`${program} is missing: cargo build --package faults makes it.`);
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
  throw new Error('The fault server ended before it listened.');
}
