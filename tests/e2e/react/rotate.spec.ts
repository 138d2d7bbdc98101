import type { Page } from '@playwright/test';
import { expect, expectState, openHooks, requests, test } from './open.ts';

/** Begins to rotate the key Old. Its new secret is there, and the page has yet to store it. */
async function beginRotation(page: Page): Promise<void> {
  await openHooks(page, 'user_1', ['Old']);
  await page.evaluate(() => hooks.render());
  await expectState(page, { names: ['Old'], isFetching: false });
  await page.evaluate(() => {
    const { rotate, list, rotation, recorder } = hooks;
    const params = { apiKeyID: list.data[0]?.id ?? '', name: 'New', onSecret: rotation.onSecret };
    rotate.mutate(params, recorder('rotate.mutate'));
  });
  await expect.poll(() => page.evaluate(() => hooks.rotation.secret)).toBe('ak_New');
}

const outcomes = (page: Page) => page.evaluate(() => hooks.outcomes.toSorted());

const rotated = ['rotate.mutate', 'useRotateAPIKey'].flatMap((source) =>
  ['onSettled', 'onSuccess'].map((callback) => `${source} ${callback} New`),
);

test('a rotation waits for onSecret, then the list is read again', async ({ page }) => {
  await beginRotation(page);
  expect(await page.evaluate(() => hooks.rotate.status)).toBe('pending');
  expect(await requests(page)).toEqual(['GET @0', 'GET @0', 'POST']);
  await page.evaluate(() => hooks.rotation.finish());
  await expectState(page, { names: ['New'] });
  expect(await page.evaluate(() => hooks.rotate.data?.secret)).toBe('ak_New');
  expect(await page.evaluate(() => hooks.cacheContents())).not.toContain('ak_New');
  await page.evaluate(() => hooks.rotate.reset());
  await expect.poll(() => page.evaluate(() => hooks.rotate.data)).toBeUndefined();
});

test('a rotation whose secret is not stored leaves the old key', async ({ page }) => {
  await beginRotation(page);
  await page.evaluate(() => hooks.rotation.fail(new Error('The vault is full.')));
  await expect.poll(() => page.evaluate(() => hooks.rotate.status)).toBe('error');
  await expectState(page, { names: ['Old'], isFetching: false });
  expect(await page.evaluate(() => hooks.rotate.error?.code)).toBe('host_callback_failed');
});

test('a failed rotation is not retried', async ({ page }) => {
  await openHooks(page, 'user_1', ['Old']);
  await page.evaluate(() => hooks.render());
  await expectState(page, { names: ['Old'], isFetching: false });
  await page.evaluate(() => {
    const { rotate, list, rotation, server } = hooks;
    server.errorStatus = 403;
    rotate.mutate({ apiKeyID: list.data[0]?.id ?? '', onSecret: rotation.onSecret });
  });
  await expect.poll(() => page.evaluate(() => hooks.rotate.status)).toBe('error');
  await expect.poll(() => requests(page)).toEqual(['GET @0', 'GET @0', 'GET @0']);
  expect(await page.evaluate(() => hooks.rotation.secret)).toBe('');
});

const events = { 'a render': () => hooks.render(), 'an unmount': () => hooks.unmount() };

for (const [name, happen] of Object.entries(events)) {
  test(`${name} does not abort a rotation`, async ({ page }) => {
    await beginRotation(page);
    await page.evaluate(happen);
    // Time for the effects of the render.
    await page.waitForTimeout(200);
    await page.evaluate(() => hooks.rotation.finish());
    await expect.poll(() => outcomes(page)).toEqual(rotated);
  });
}
