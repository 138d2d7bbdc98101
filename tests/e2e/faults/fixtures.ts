import { test as base, expect, type Page } from '@playwright/test';
import { sites } from '../paths.ts';
import { ServerProcess } from '../server-process.ts';

/** Chromium logs this for every error response and every failed request. */
const chromiumMessage = /^Failed to load resource: /;

/** Starts the fault server, which serves a host page with the unbundled package, and checks the console of each test. */
export const test = base.extend<{ monitor: undefined }, { faultServer: ServerProcess }>({
  faultServer: [
    async ({ browserName: _ }, use) => {
      const server = await ServerProcess.start('faults', ['--site', sites.plain]);
      await use(server);
      await server.stop();
    },
    { scope: 'worker' },
  ],

  baseURL: async ({ faultServer }, use) => use(faultServer.origin),

  monitor: [
    async ({ page }, use) => {
      const errors = monitorErrors(page);
      await use(undefined);
      expect(errors, 'errors on the host page').toEqual([]);
    },
    { auto: true },
  ],
});

/** Records console messages and unhandled rejections. The fault server records the requests. */
function monitorErrors(page: Page): string[] {
  const errors: string[] = [];
  page.on('console', (message) => {
    if (!chromiumMessage.test(message.text())) errors.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => errors.push(`page error: ${error}`));
  return errors;
}

export { expect } from '@playwright/test';
