import { copyFile } from 'node:fs/promises';
import { test as base, expect, type Page } from '@playwright/test';
import { ada } from '../e2e/standin/people.ts';
import { StandIn } from '../e2e/standin/process.ts';
import { Session } from '../e2e/standin/session.ts';
import { freshDatabase, path } from './places.ts';
import { Seen } from './seen.ts';

interface Fixtures {
  /** Which folder the stand-in serves. */
  site: string;
  /** A server of the test's own, with one key of Ada's. */
  standIn: StandIn;
  /** What the test's browser did. */
  seen: Seen;
}

/** The key that is there before a host looks. */
export const before = 'Nightly backup';

export const test = base.extend<Fixtures>({
  // Where a test asks for none, any page will do.
  site: [path('vite'), { option: true }],

  standIn: async ({ site }, use, testInfo) => {
    const database = testInfo.outputPath('keys.sqlite');
    await copyFile(freshDatabase, database);
    const standIn = await StandIn.start(database, site);
    const session = await Session.begin(standIn.origin);
    await session.create({ name: before, subject: ada.id });
    await standIn.journal.clear();
    await use(standIn);
    await standIn.stop();
  },

  seen: async ({ context }, use) => use(new Seen(context)),
});

/** The page shows the key that was there and one that it created. */
export async function expectKeysShown(page: Page): Promise<void> {
  // Both at once, so that an error is in the message.
  await expect(page.locator('body')).toContainText(/\S+: ak_\w+/);
  await expect(page.locator('#keys > li')).toHaveText([before]);
  await expect(page.locator('#created')).toHaveText(/^Made here: ak_\w+$/);
  await expect(page.locator('p[role=alert]')).toBeEmpty();
}

/** A host listed keys and created one, each once, and nothing else. */
export async function expectListedAndCreated(standIn: StandIn, times = 1): Promise<void> {
  const entries = await standIn.journal.read();
  const calls = entries.map(({ method, path, status }) => `${method} ${path} ${status}`).sort();
  const once = ['GET /__clerk/api_keys 200', 'POST /__clerk/api_keys 201'];
  expect(calls).toEqual(once.flatMap((call) => Array(times).fill(call)));
  for (const entry of entries) expect(entry.headers.authorization?.claims?.sub).toBe(ada.id);
}

/** What a document itself asked for that is the package's business: nothing, where a worker makes the calls. */
export function requestedByThePage(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    performance
      .getEntriesByType('resource')
      .map((entry) => new URL(entry.name).pathname)
      .filter((path) => path.includes('api_keys') || path.endsWith('.wasm')),
  );
}

export { expect } from '@playwright/test';
