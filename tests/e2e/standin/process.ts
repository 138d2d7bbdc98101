import { Program } from '../program.ts';
import { Journal } from './journal.ts';

/** The server that stands in for Clerk, as a process of its own. */
export class StandIn {
  readonly origin: string;
  readonly journal: Journal;
  readonly #program: Program;

  private constructor(program: Program) {
    this.#program = program;
    this.origin = program.origin;
    this.journal = new Journal(program.origin);
  }

  /** Starts it on a port of its own, over a database file, serving a folder as its page. */
  static async start(database: string, site: string): Promise<StandIn> {
    const args = ['--data', database, '--site', site, '--port', '0', '--journal'];
    return new StandIn(await Program.start('apikeys-standin', args));
  }

  stop(): Promise<void> {
    return this.#program.stop();
  }
}
