import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { path } from './paths.ts';
import { environment } from './run.ts';

/** The server of a host: `vite`, `next start`. */
export class Server {
  readonly origin: string;
  readonly #process: ChildProcess;
  /** The lines that the server printed. */
  readonly printed: string[];

  private constructor(process: ChildProcess, origin: string, printed: string[]) {
    this.#process = process;
    this.origin = origin;
    this.printed = printed;
  }

  /** Starts a program from the host's dependencies, or one with an absolute path, and waits until it prints its origin. */
  static async start(
    host: string,
    program: string,
    args: string[],
    env: Record<string, string>,
  ): Promise<Server> {
    const child = spawn(resolve(path(`${host}/node_modules/.bin`), program), args, {
      cwd: path(host),
      env: environment(env),
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const printed: string[] = [];
    return new Server(child, await readOrigin(program, child, printed), printed);
  }

  async stop(): Promise<void> {
    if (this.#process.exitCode !== null)
      throw new Error(`The server exited:\n${this.printed.join('\n')}`);
    const exited = once(this.#process, 'exit');
    this.#process.kill();
    await exited;
  }
}

/** Resolves to the origin that the program prints. Keeps reading the output afterwards. */
function readOrigin(program: string, child: ChildProcess, printed: string[]): Promise<string> {
  return new Promise((found, reject) => {
    child.once('exit', () => reject(new Error(`${program} exited:\n${printed.join('\n')}`)));
    if (!child.stdout) return;
    createInterface(child.stdout).on('line', (line) => {
      printed.push(line);
      const [origin] = /http:\/\/127\.0\.0\.1:\d+/.exec(line) ?? [];
      if (origin) found(origin);
    });
  });
}
