import { expect, type Page } from '@playwright/test';

/** clerk-js says this on every page with a development key. */
const greeting = 'Clerk: Clerk has been loaded with development keys.';

/** Notes what a page should not do: complain in the console, lose a rejection, talk to another host. */
export class Watch {
  readonly #seen: string[] = [];
  readonly #intended: string[] = [];
  readonly #allowed = new Set<string>();
  /** Everything that the page wrote to the console. */
  readonly console: string[] = [];

  constructor(page: Page, origin: string) {
    page.on('console', (message) => {
      const text = message.text();
      this.console.push(text);
      const isComplaint = ['error', 'warning'].includes(message.type());
      if (isComplaint && !text.startsWith(greeting)) {
        this.#seen.push(complaint(text, message.location().url));
      }
    });
    page.on('pageerror', (error) => this.#seen.push(String(error)));
    page.on('request', (request) => {
      const { protocol, origin: other } = new URL(request.url());
      if (protocol !== 'data:' && other !== origin) this.#seen.push(`request to ${other}`);
    });
  }

  /** The test causes this on purpose, so many times. */
  intend(complaint: string, times = 1): void {
    this.#intended.push(...Array(times).fill(complaint));
  }

  /** The test may cause this, as often as time has it. */
  allow(complaint: string): void {
    this.#allowed.add(complaint);
  }

  /** Nothing was seen but what the test intended, and all of that. */
  check(): void {
    const seen = this.#seen.filter((complaint) => !this.#allowed.has(complaint));
    expect(seen.sort(), 'what the page complained of').toEqual(this.#intended.sort());
  }
}

/** The browser's own line about an answer, as `404 /path`; of any other text the first line. */
function complaint(text: string, url: string): string {
  const [, status] = /^Failed to load resource: .* status of (\d+)/.exec(text) ?? [];
  if (status) return `${status} ${new URL(url).pathname}`;
  return text.slice(0, text.search(/\n|$/));
}
