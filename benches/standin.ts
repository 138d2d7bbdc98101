import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';

/** The server that stands in for Clerk: the page is signed in to it. */
export interface StandIn {
  origin: string;
  stop(): void;
}

/** Starts it with an empty database, serving a folder as its page. */
export async function startStandIn(site: string): Promise<StandIn> {
  const server = spawn(program(), ['--data', ':memory:', '--site', site, '--port', '0'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return { origin: await address(server), stop: () => server.kill() };
}

/** Where cargo built it. */
function program(): string {
  const target = resolve('..', process.env.CARGO_TARGET_DIR ?? 'target');
  const program = resolve(target, 'debug/apikeys-standin');
  if (existsSync(program)) return program;
  throw new Error(`${program} is missing: cargo build --package apikeys-standin makes it.`);
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
