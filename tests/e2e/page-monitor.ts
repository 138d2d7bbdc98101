import { expect, type Page } from '@playwright/test';

/** clerk-js logs this warning with every development key. */
const developmentWarning = 'Clerk: Clerk has been loaded with development keys.';

/** Records what must not happen on a host page: console errors, unhandled rejections, requests to unknown origins. */
export class PageMonitor {
  readonly #errors: string[] = [];
  readonly #expected: string[] = [];
  readonly #allowed = new Set<string>();
  readonly #origins: Set<string>;
  /** All console messages. */
  readonly console: string[] = [];

  constructor(page: Page, origins: string[]) {
    this.#origins = new Set(origins);
    page.on('console', (message) => {
      const text = message.text();
      this.console.push(text);
      const isError = ['error', 'warning'].includes(message.type());
      if (isError && !text.startsWith(developmentWarning)) {
        this.#errors.push(describe(text, message.location().url));
      }
    });
    page.on('pageerror', (error) => this.#errors.push(String(error)));
    page.on('request', (request) => {
      const { protocol, origin } = new URL(request.url());
      if (protocol !== 'data:' && !this.#origins.has(origin))
        this.#errors.push(`request to ${origin}`);
    });
  }

  /** Allows requests to an origin. */
  allowOrigin(origin: string): void {
    this.#origins.add(origin);
  }

  /** Expects an error, `times` times. */
  expectError(error: string, times = 1): void {
    this.#expected.push(...Array(times).fill(error));
  }

  /** Allows an error, any number of times. */
  allowError(error: string): void {
    this.#allowed.add(error);
  }

  /** Expects exactly the expected errors, besides the allowed ones. */
  check(): void {
    const errors = this.#errors.filter((error) => !this.#allowed.has(error));
    expect(errors.sort(), 'errors on the host page').toEqual(this.#expected.sort());
  }
}

/** Shortens the browser's message about an error response to `404 /path`, and other messages to one line. */
function describe(text: string, url: string): string {
  const [, status] = /^Failed to load resource: .* status of (\d+)/.exec(text) ?? [];
  if (status) return `${status} ${new URL(url).pathname}`;
  return text.slice(0, text.search(/\n|$/));
}
