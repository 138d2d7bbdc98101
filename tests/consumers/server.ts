import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { path } from './places.ts';
import { environment } from './run.ts';

/** A host's own server: `vite`, `next start`. */
export class Server {
  readonly origin: string;
  readonly #process: ChildProcess;
  /** Everything that it printed. */
  readonly printed: string[];

  private constructor(process: ChildProcess, origin: string, printed: string[]) {
    this.#process = process;
    this.origin = origin;
    this.printed = printed;
  }

  /** Starts a program that a host's packages brought, and waits until it names its address. */
  static async start(
    host: string,
    program: string,
    args: string[],
    env: Record<string, string>,
  ): Promise<Server> {
    const child = spawn(path(`${host}/node_modules/.bin/${program}`), args, {
      cwd: path(host),
      env: environment(env),
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const printed: string[] = [];
    return new Server(child, await address(program, child, printed), printed);
  }

  async stop(): Promise<void> {
    if (this.#process.exitCode !== null) throw new Error(`It ended:\n${this.printed.join('\n')}`);
    const ended = once(this.#process, 'exit');
    this.#process.kill();
    await ended;
  }
}

/** The address that it names; what it prints later goes on being read. */
function address(program: string, child: ChildProcess, printed: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    child.once('exit', () => reject(new Error(`${program} ended:\n${printed.join('\n')}`)));
    if (!child.stdout) return;
    createInterface(child.stdout).on('line', (line) => {
      printed.push(line);
      const [origin] = /http:\/\/127\.0\.0\.1:\d+/.exec(line) ?? [];
      if (origin) resolve(origin);
    });
  });
}
