// A cache that outlives the page, as TanStack Query's persisters make it.

import type { Page } from '@playwright/test';
import { expect, expectState, openHooks, test } from './open.ts';

const stored = (page: Page) => page.evaluate(() => hooks.stored());

/** Shows Ada's key in this way, until it is in the page's storage. Then loads the page again, for Grace. */
async function reload(page: Page, render: () => void): Promise<void> {
  await openHooks(page, 'user_1', ['Ada’s']);
  await page.evaluate(() => {
    hooks.server.add('project_1', 'Ada’s');
    return hooks.persist();
  });
  await page.evaluate(render);
  await expectState(page, { names: ['Ada’s'] });
  await expect.poll(() => stored(page)).toContain('Ada’s');

  await openHooks(page, 'user_2', ['Grace’s']);
  await page.evaluate(() => {
    hooks.server.add('project_2', 'Grace’s');
    hooks.server.hold();
  });
}

/** Checks that the list of Grace begins empty, and never shows Ada's key. */
async function expectOnlyGraces(page: Page): Promise<void> {
  await expectState(page, { isLoading: true, names: [] });
  await page.evaluate(() => hooks.server.release());
  await expectState(page, { names: ['Grace’s'] });
  const renders = await page.evaluate(() => JSON.stringify(hooks.renders));
  expect(renders).not.toContain('Ada’s');
  expect(await page.evaluate(() => hooks.cacheContents())).not.toContain('Ada’s');
  await expect.poll(() => stored(page)).not.toContain('Ada’s');
}

test('after a reload, no keys of another project appear', async ({ page }) => {
  await reload(page, () => hooks.render({ apiKeys: hooks.newProject('project_1') }));
  await page.evaluate(async () => {
    await hooks.persist();
    hooks.render({ apiKeys: hooks.newProject('project_2') });
  });
  await expectOnlyGraces(page);
});

test('after a reload, no keys of another user appear', async ({ page }) => {
  await reload(page, () => hooks.render({ apiKeys: hooks.withoutClerk }));
  await page.evaluate(async () => {
    await hooks.persist();
    hooks.render({ apiKeys: hooks.withoutClerk });
  });
  await expectOnlyGraces(page);
});

test('lists that are restored after the first render are removed', async ({ page }) => {
  await reload(page, () => hooks.render());
  await page.evaluate(() => hooks.render());
  await expectState(page, { isLoading: true });
  await page.evaluate(() => hooks.persist());
  await expectOnlyGraces(page);
});

test('the storage gets neither the secret nor the params of a mutation', async ({ page }) => {
  await openHooks(page, 'user_1', ['Old']);
  await page.evaluate(async () => {
    // Everything that can be persisted, unlike the defaults.
    await hooks.persist({
      shouldDehydrateMutation: () => true,
      shouldDehydrateQuery: () => false,
    });
    hooks.render();
  });
  await expectState(page, { names: ['Old'], isFetching: false });
  await page.evaluate(() => {
    hooks.server.hold();
    hooks.create.mutate({ name: 'New' });
  });
  await expect.poll(() => stored(page)).toContain('"status":"pending"');
  expect(await stored(page)).not.toContain('New');

  await page.evaluate(() => hooks.server.release());
  await expect.poll(() => page.evaluate(() => hooks.create.data?.secret)).toBe('ak_New');
  await expect.poll(() => stored(page)).toContain('"status":"success"');
  expect(await stored(page)).not.toContain('New');

  await openHooks(page, 'user_1');
  await page.evaluate(async () => {
    await hooks.persist();
    hooks.render();
  });
  await expectState(page, { isFetching: false, isLoading: false });
  expect(await page.evaluate(() => hooks.create.status)).toBe('idle');
  expect(await page.evaluate(() => hooks.cacheContents())).not.toContain('New');
});
