import { expect, expectState, keys, newestFirst, openHooks, requests, test } from './open.ts';

test('two clicks create one key, and the list shows it', async ({ page }) => {
  await openHooks(page, 'user_1', keys(1));
  await page.evaluate(() => hooks.render());
  await expectState(page, { names: ['Key 1'] });
  const result = await page.evaluate(async () => {
    const { create } = hooks;
    const creations = [{ name: 'Key 2' }, { name: 'Key 2' }].map((params) =>
      create.mutateAsync(params),
    );
    const [first, second] = await Promise.all(creations);
    return { secret: first?.secret, same: first?.id === second?.id };
  });
  expect(result).toEqual({ secret: 'ak_Key 2', same: true });
  await expectState(page, { names: newestFirst(2, 1) });
  expect(await requests(page)).toEqual(['GET @0', 'POST', 'GET @0']);
});

test('a failed create is not retried, even if the app configures retries', async ({ page }) => {
  await openHooks(page, 'user_1');
  await page.evaluate(() => hooks.render());
  await expectState(page, { isFetching: false, isLoading: false });
  const code = await page.evaluate(async () => {
    hooks.server.errorStatus = 500;
    const failed = await hooks.create.mutateAsync({ name: 'Key 1' }).catch((error) => error);
    return failed.code;
  });
  expect(code).toBe('create_outcome_unknown');
  // The request may have created a key, so the hook reloads the list.
  await expect.poll(() => requests(page)).toEqual(['GET @0', 'POST', 'GET @0']);
});

test('a revoke removes the key from the list', async ({ page }) => {
  await openHooks(page, 'user_1', keys(2));
  await page.evaluate(() => hooks.render());
  await expectState(page, { names: newestFirst(2, 1) });
  await page.evaluate(() => hooks.revoke.mutate({ apiKeyID: hooks.list.data[0]?.id ?? '' }));
  await expectState(page, { names: ['Key 1'] });
});

test('the secret is in the result of the hook, not in the cache, until reset()', async ({
  page,
}) => {
  await openHooks(page, 'user_1');
  await page.evaluate(() => hooks.render());
  await page.evaluate(() => hooks.create.mutateAsync({ name: 'Key 1' }));
  await expect.poll(() => page.evaluate(() => hooks.create.data?.secret)).toBe('ak_Key 1');
  expect(await page.evaluate(() => hooks.create.variables)).toEqual({ name: 'Key 1' });
  expect(await page.evaluate(() => hooks.cacheContents())).not.toContain('ak_Key 1');
  expect(await page.evaluate(() => hooks.heldResults())).toBe(1);
  await page.evaluate(() => hooks.create.reset());
  await expect.poll(() => page.evaluate(() => hooks.heldResults())).toBe(0);
  await expect.poll(() => page.evaluate(() => hooks.create.data)).toBeUndefined();
});

test('a create is sent at once, even if React Query considers the browser offline', async ({
  page,
  context,
}) => {
  await openHooks(page, 'user_1');
  await page.evaluate(() => hooks.render());
  await expectState(page, { isFetching: false });
  await context.setOffline(true);
  const created = await page.evaluate(() => hooks.create.mutateAsync({ name: 'Key 1' }));
  expect(created.name).toBe('Key 1'); // The fake server needs no network.
});

test('what a callback throws is an uncaught error, and the key stays', async ({
  page,
  monitor,
}) => {
  await openHooks(page, 'user_1', []);
  await page.evaluate(() => {
    hooks.throwing = true;
    hooks.render();
  });
  await expectState(page, { isLoading: false });
  await page.evaluate(async () => {
    await hooks.create.mutateAsync({ name: 'Other' }, hooks.recorder('mutate')).catch(() => {});
  });
  const told = await page.evaluate(() => hooks.outcomes);
  expect(told).toEqual(['mutate onSuccess Other', 'mutate onSettled Other']);
  await expect.poll(() => page.evaluate(() => hooks.create.data?.secret)).toBe('ak_Other');
  expect(await page.evaluate(() => hooks.create.status)).toBe('success');
  monitor.expectError('Error: Thrown by onSuccess');
});
