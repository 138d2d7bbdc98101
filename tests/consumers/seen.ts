import { type BrowserContext, expect } from '@playwright/test';

/** Notes what no host should make the browser do: complain in a console, fail a request, talk to another host. */
export class Seen {
  readonly #complaints: string[] = [];
  readonly #addresses: string[] = [];

  constructor(context: BrowserContext) {
    context.on('console', (message) => {
      const isComplaint = ['error', 'warning'].includes(message.type());
      if (isComplaint) this.#complaints.push(message.text());
    });
    context.on('weberror', (error) => this.#complaints.push(String(error.error())));
    context.on('request', (request) => this.#addresses.push(request.url()));
    context.on('requestfailed', (request) => {
      this.#complaints.push(`${request.failure()?.errorText}: ${request.url()}`);
    });
    context.on('response', (response) => {
      if (response.status() >= 400) this.#complaints.push(`${response.status()} ${response.url()}`);
    });
  }

  /** The requests so far whose paths end so. */
  requested(ending: string): string[] {
    return this.#addresses.filter((address) => new URL(address).pathname.endsWith(ending));
  }

  /** Nothing to complain of was seen, and no origin but these. */
  check(...origins: string[]): void {
    expect(this.#complaints, 'what the browser complained of').toEqual([]);
    const others = this.#addresses.filter((address) => {
      return !address.startsWith('data:') && !origins.includes(originOf(address));
    });
    expect(others, 'requests to other hosts').toEqual([]);
  }
}

/** Where an address leads to. (Node knows no origin of an extension.) */
export function originOf(address: string): string {
  const { protocol, host } = new URL(address);
  return `${protocol}//${host}`;
}
