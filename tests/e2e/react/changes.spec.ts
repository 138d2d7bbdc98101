import { expect, test } from '../fixtures.ts';
import { expectShown, keys, newestFirst, openHooks, requests } from './open.ts';

test.use({ site: 'react' });

test('two clicks make one key, and the list has it', async ({ page }) => {
  await openHooks(page, 'user_1', keys(1));
  await page.evaluate(() => hooks.render());
  await expectShown(page, { names: ['Key 1'] });
  const made = await page.evaluate(async () => {
    const { create } = hooks;
    const made = [{ name: 'Key 2' }, { name: 'Key 2' }].map((params) => create.mutateAsync(params));
    const [first, second] = await Promise.all(made);
    return { secret: first?.secret, same: first?.id === second?.id };
  });
  expect(made).toEqual({ secret: 'ak_Key 2', same: true });
  await expectShown(page, { names: newestFirst(2, 1) });
  expect(await requests(page)).toEqual(['GET @0', 'POST', 'GET @0']);
});

test('a create that failed is not sent again, whatever the app retries', async ({ page }) => {
  await openHooks(page, 'user_1');
  await page.evaluate(() => hooks.render());
  await expectShown(page, { isFetching: false, isLoading: false });
  const code = await page.evaluate(async () => {
    hooks.world.refusal = 500;
    const failed = await hooks.create.mutateAsync({ name: 'Key 1' }).catch((error) => error);
    return failed.code;
  });
  expect(code).toBe('create_outcome_unknown');
  // It may have made a key: the list is read again.
  await expect.poll(() => requests(page)).toEqual(['GET @0', 'POST', 'GET @0']);
});

test('a revoked key leaves the list', async ({ page }) => {
  await openHooks(page, 'user_1', keys(2));
  await page.evaluate(() => hooks.render());
  await expectShown(page, { names: newestFirst(2, 1) });
  await page.evaluate(() => hooks.revoke.mutate({ apiKeyID: hooks.list.data[0]?.id ?? '' }));
  await expectShown(page, { names: ['Key 1'] });
});

test('a secret is in no cache once nobody shows it', async ({ page }) => {
  await openHooks(page, 'user_1');
  await page.evaluate(() => hooks.render());
  await page.evaluate(() => hooks.create.mutateAsync({ name: 'Key 1' }));
  expect(await page.evaluate(() => hooks.cached())).toContain('ak_Key 1');
  await page.evaluate(() => hooks.create.reset());
  await expect.poll(() => page.evaluate(() => hooks.cached())).not.toContain('ak_Key 1');
});

test('offline, a create fails at once instead of waiting for later', async ({ page, context }) => {
  await openHooks(page, 'user_1');
  await page.evaluate(() => hooks.render());
  await expectShown(page, { isFetching: false });
  await context.setOffline(true);
  const made = await page.evaluate(() => hooks.create.mutateAsync({ name: 'Key 1' }));
  expect(made.name).toBe('Key 1'); // The page's own server is within it.
});
