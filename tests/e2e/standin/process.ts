import { ServerProcess } from '../server-process.ts';
import { Journal } from './journal.ts';

/** The local stand-in for both APIs, in its own process. */
export class StandIn {
  readonly origin: string;
  readonly journal: Journal;
  readonly #process: ServerProcess;

  private constructor(process: ServerProcess) {
    this.#process = process;
    this.origin = process.origin;
    this.journal = new Journal(process.origin);
  }

  /** Starts the stand-in on a free port, with a database file and a folder of static files. */
  static async start(database: string, site: string, quota?: number): Promise<StandIn> {
    const args = ['--data', database, '--site', site, '--port', '0', '--journal'];
    if (quota !== undefined) args.push('--quota', String(quota));
    return new StandIn(await ServerProcess.start('apikeys-standin', args));
  }

  stop(): Promise<void> {
    return this.#process.stop();
  }
}
