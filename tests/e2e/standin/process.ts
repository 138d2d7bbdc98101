import { ServerProcess } from '../server-process.ts';
import { Journal } from './journal.ts';

/** The local stand-in for both APIs, in its own process. */
export class StandIn {
  readonly origin: string;
  /** The origins of the page and, over https, of the Frontend API. */
  readonly origins: string[];
  readonly journal: Journal;
  readonly #process: ServerProcess;

  private constructor(process: ServerProcess) {
    this.#process = process;
    this.origin = process.origin;
    this.origins = process.origins;
    this.journal = new Journal(process.origin);
  }

  /** Starts the stand-in on free ports, with a database file and a folder of static files. */
  static async start(
    database: string,
    site: string,
    { https = false, quota }: { https?: boolean; quota?: number | undefined } = {},
  ): Promise<StandIn> {
    const args = ['--data', database, '--site', site, '--port', '0', '--journal'];
    if (quota !== undefined) args.push('--quota', String(quota));
    if (https) args.push('--https-port', '0');
    return new StandIn(await ServerProcess.start('apikeys-standin', args, https ? 2 : 1));
  }

  /** The host and port of the Frontend API over https. */
  get frontendApi(): string {
    const origin = this.origins[1];
    if (!origin) throw new Error('The stand-in was started without https.');
    return new URL(origin).host;
  }

  stop(): Promise<void> {
    return this.#process.stop();
  }
}
