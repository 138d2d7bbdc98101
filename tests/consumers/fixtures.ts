import { copyFile } from 'node:fs/promises';
import { test as base, expect, type Page } from '@playwright/test';
import { ada } from '../e2e/standin/people.ts';
import { StandIn } from '../e2e/standin/process.ts';
import { Session } from '../e2e/standin/session.ts';
import { BrowserMonitor } from './monitor.ts';
import { freshDatabase, path } from './paths.ts';

interface Fixtures {
  /** The folder that the stand-in serves. */
  site: string;
  /** The test's own stand-in. Ada has one key there. */
  standIn: StandIn;
  /** Records errors and requests of the test's browser. */
  monitor: BrowserMonitor;
}

/** The name of the key that exists before the test. */
export const existingKey = 'Nightly backup';

export const test = base.extend<Fixtures>({
  // The default, for tests that need no specific site.
  site: [path('vite'), { option: true }],

  standIn: async ({ site }, use, testInfo) => {
    const database = testInfo.outputPath('keys.sqlite');
    await copyFile(freshDatabase, database);
    const standIn = await StandIn.start(database, site);
    const session = await Session.begin(standIn.origin);
    await session.create({ name: existingKey, subject: ada.id });
    await standIn.journal.clear();
    await use(standIn);
    await standIn.stop();
  },

  monitor: async ({ context }, use) => use(new BrowserMonitor(context)),
});

/** Expects that the page shows the existing key and the key that it created. */
export async function expectKeysShown(page: Page): Promise<void> {
  // Checks the whole body first, so that the failure message contains an error of the page.
  await expect(page.locator('body')).toContainText(/\S+: ak_\w+/);
  await expect(page.locator('#keys > li')).toHaveText([existingKey]);
  await expect(page.locator('#created')).toHaveText(/^Made here: ak_\w+$/);
  await expect(page.locator('p[role=alert]')).toBeEmpty();
}

/** Expects that the stand-in received one list request and one create request, `times` each, and no other. */
export async function expectListedAndCreated(standIn: StandIn, times = 1): Promise<void> {
  const entries = await standIn.journal.read();
  const received = entries.map(({ method, path, status }) => `${method} ${path} ${status}`).sort();
  const expected = ['GET /__clerk/api_keys 200', 'POST /__clerk/api_keys 201'];
  expect(received).toEqual(expected.flatMap((request) => Array(times).fill(request)));
  for (const entry of entries) expect(entry.headers.authorization?.claims?.sub).toBe(ada.id);
}

/** Expects that the manager shows the existing key, and creates another one. */
export async function expectManagerWorks(page: Page): Promise<void> {
  await expect(page.getByRole('rowheader')).toHaveText([existingKey]);
  await page.getByRole('button', { name: 'Create key' }).click();
  await page.getByRole('dialog').getByLabel('Name').fill('Made here');
  await page.getByRole('button', { name: 'Create', exact: true }).click();
  await page.getByRole('button', { name: 'Show' }).click();
  await expect(page.getByRole('textbox', { name: 'Secret' })).toHaveValue(/^ak_/);
  await page.getByRole('button', { name: 'I have saved it' }).click();
  await expect(page.getByRole('rowheader')).toHaveText(['Made here', existingKey]);
  // The stylesheet is there: the browser's own buttons are no rounder than this.
  await expect(page.getByRole('button', { name: 'Create key' })).toHaveCSS('border-radius', '8px');
}

/** The paths of API and .wasm requests by the document itself. Requests by a worker are not included. */
export function requestedByDocument(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    performance
      .getEntriesByType('resource')
      .map((entry) => new URL(entry.name).pathname)
      .filter((path) => path.includes('api_keys') || path.endsWith('.wasm')),
  );
}

export { expect } from '@playwright/test';
