import { type BrowserContext, expect } from '@playwright/test';

/** Records what must not happen in the browser: console errors and warnings, failed requests, requests to other origins. */
export class BrowserMonitor {
  readonly #errors: string[] = [];
  readonly #urls: string[] = [];

  constructor(context: BrowserContext) {
    context.on('console', (message) => {
      const isError = ['error', 'warning'].includes(message.type());
      if (isError) this.#errors.push(message.text());
    });
    context.on('weberror', (error) => this.#errors.push(String(error.error())));
    context.on('request', (request) => this.#urls.push(request.url()));
    context.on('requestfailed', (request) => {
      this.#errors.push(`${request.failure()?.errorText}: ${request.url()}`);
    });
    context.on('response', (response) => {
      if (response.status() >= 400) this.#errors.push(`${response.status()} ${response.url()}`);
    });
  }

  /** The URLs of the requests so far whose paths have this ending. */
  requested(ending: string): string[] {
    return this.#urls.filter((url) => new URL(url).pathname.endsWith(ending));
  }

  /** Expects no errors, and requests to these origins only. */
  check(...origins: string[]): void {
    expect(this.#errors, 'errors in the browser').toEqual([]);
    const others = this.#urls.filter((url) => {
      return !url.startsWith('data:') && !origins.includes(originOf(url));
    });
    expect(others, 'requests to other origins').toEqual([]);
  }
}

/** The origin of a URL. `URL.origin` is `null` for an extension in Node. */
export function originOf(url: string): string {
  const { protocol, host } = new URL(url);
  return `${protocol}//${host}`;
}
