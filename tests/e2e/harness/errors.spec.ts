import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import { ada } from '../standin/people.ts';
import { openHarness } from './open.ts';

test.use({ site: 'harness' });

test('the text of a refusal is clerk-js’s, with another name and with the trace ID', async ({
  page,
  session,
  monitor,
}) => {
  await session.create({ name: 'Nightly backup', subject: ada.id });
  await openHarness(page);
  const [original, ours] = await errorTexts(page, { name: 'Nightly backup' });
  monitor.expectError('409 /__clerk//api_keys');
  monitor.expectError('409 /__clerk/api_keys');

  // A minifier shortened the name of clerk-js's class, and clerk-js drops the trace ID.
  const expected = original.replace(/^\[\w+\]/, '[APIKeysResponseError]');
  expect(ours.replace(/\nClerk Trace ID: [0-9a-f]{32}$/, '')).toBe(expected);
  expect(ours).toContain('Clerk Trace ID: ');
  expect(expected).toContain('\nStatus:409\nSerialized errors: {"code":"token_creation_conflict",');
});

test('the text of any other failure has clerk-js’s form', async ({ page }) => {
  await openHarness(page);
  await page.evaluate(() => harness.clerk.signOut(() => {}));
  const [original, ours] = await errorTexts(page, { name: 'Nightly backup' });
  const form = /^\[(\w+)\]\nMessage:(.+)/;
  expect(original).toMatch(form);
  expect(ours.match(form)?.slice(1)).toEqual([
    'APIKeysError',
    'there is no session token: no user is signed in',
  ]);
});

/** `String(error)` of the same create, of clerk-js and of this package. */
function errorTexts(page: Page, params: { name: string }): Promise<[string, string]> {
  return page.evaluate(async (params) => {
    const text = (create: Promise<unknown>) => create.then(() => 'resolved', String);
    const original = await text(harness.original.create(params));
    return [original, await text(harness.clerk.apiKeys.create(params))] as [string, string];
  }, params);
}
