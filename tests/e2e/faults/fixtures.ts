import { test as base, expect, type Page } from '@playwright/test';
import { sites } from '../places.ts';
import { Program } from '../program.ts';

/** Chromium says this itself of every answer that is a refusal or none. */
const chromiums = /^Failed to load resource: /;

/** A page of the fault server's, with the package unbundled, which is watched in each test. */
export const test = base.extend<{ watch: undefined }, { faults: Program }>({
  faults: [
    async ({ browserName: _ }, use) => {
      const faults = await Program.start('faults', ['--site', sites.plain]);
      await use(faults);
      await faults.stop();
    },
    { scope: 'worker' },
  ],

  baseURL: async ({ faults }, use) => use(faults.origin),

  watch: [
    async ({ page }, use) => {
      const seen = watched(page);
      await use(undefined);
      expect(seen, 'what the page complained of').toEqual([]);
    },
    { auto: true },
  ],
});

/** What no fault may bring about: words of ours in the console, a lost rejection. Of requests the server tells. */
function watched(page: Page): string[] {
  const seen: string[] = [];
  page.on('console', (message) => {
    if (!chromiums.test(message.text())) seen.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => seen.push(`page: ${error}`));
  return seen;
}

export { expect } from '@playwright/test';
