import { expect, type Page } from '@playwright/test';
import type { Entry } from '../standin/journal.ts';
import type { StandIn } from '../standin/process.ts';

/** A request of the page to the Frontend API. */
interface Sent {
  method: string;
  path: string;
  host: string;
  hasToken: boolean;
  hasDevBrowser: boolean;
}

/** Records what the page sends to Frontend APIs on other origins. */
export class Requests {
  readonly #sent: Promise<Sent>[] = [];

  constructor(page: Page) {
    page.on('request', (request) => {
      const { protocol, host, pathname, searchParams } = new URL(request.url());
      if (protocol !== 'https:' || !host.startsWith('clerk.')) return;
      const headers = request.allHeaders();
      this.#sent.push(
        headers.then(({ authorization }) => ({
          method: request.method(),
          path: pathname,
          host,
          hasToken: authorization !== undefined,
          hasDevBrowser: searchParams.has('__clerk_db_jwt'),
        })),
      );
    });
  }

  all(): Promise<Sent[]> {
    return Promise.all(this.#sent);
  }

  /** Checks which requests have the token, and that the browser asked before each kind of request about keys. */
  async check(standIn: StandIn, pageOrigin: string): Promise<void> {
    const sent = await this.all();
    const isBelowV1 = ({ path }: Sent) => /^\/+v1\//.test(path);
    expect(sent.filter((one) => isBelowV1(one) && one.hasToken)).toEqual([]);
    // clerk-js loads the client there.
    expect(sent.some(isBelowV1)).toBe(true);
    const aboutKeys = sent.filter((one) => !isBelowV1(one));
    expect(aboutKeys.filter(({ hasToken }) => !hasToken)).toEqual([]);

    const journal = await standIn.journal.read();
    const preflights = journal.filter(({ method }) => method === 'OPTIONS');
    const requests = journal.filter(({ method }) => method !== 'OPTIONS');
    expect(requests.length).toBeGreaterThan(0);
    expect(requests.map(methodAndPath)).toEqual(aboutKeys.map(methodAndPath));
    expect(new Set(journal.map(({ headers }) => headers.origin))).toEqual(new Set([pageOrigin]));
    expect(journal.every(({ headers }) => !headers.cookie)).toBe(true);
    // A browser remembers the response to a preflight for some seconds.
    expect(new Set(preflights.map(allowed))).toEqual(new Set(requests.map(methodAndPath)));
    for (const { headers, status } of preflights) {
      expect(status).toBe(200);
      expect(headers['access-control-request-headers']).toContain('authorization');
      expect(headers.authorization).toBeUndefined();
    }
  }
}

const methodAndPath = ({ method, path }: { method: string; path: string }) => `${method} ${path}`;

/** The method and path that a preflight asks for. */
const allowed = ({ headers, path }: Entry) => `${headers['access-control-request-method']} ${path}`;
