// Changes of keys that are under way while something else happens.

import type { Page } from '@playwright/test';
import { expect, expectState, openHooks, test } from './open.ts';

/** Begins to create the key New and to revoke the key Old. The server has received both requests, and waits. */
async function beginChanges(page: Page): Promise<void> {
  await openHooks(page, 'user_1', ['Old']);
  await page.evaluate(() => hooks.render());
  await expectState(page, { names: ['Old'], isFetching: false });
  await page.evaluate(() => {
    const { server, create, revoke, list, recorder } = hooks;
    server.hold();
    create.mutate({ name: 'New' }, recorder('create.mutate'));
    revoke.mutate({ apiKeyID: list.data[0]?.id ?? '' }, recorder('revoke.mutate'));
  });
  const posts = () => hooks.server.requests.filter(({ method }) => method === 'POST').length;
  await expect.poll(() => page.evaluate(posts)).toBe(2);
}

/** The calls of the callbacks, in the order of their names. */
const outcomes = (page: Page) => page.evaluate(() => hooks.outcomes.toSorted());

/** What each callback of `hook` and of its `mutate` is called with. */
function bothCallbacks(hook: string, mutate: string, callback: string, value: string): string[] {
  return [mutate, hook].flatMap((source) =>
    [callback, 'onSettled'].map((name) => `${source} ${name} ${value}`),
  );
}

const created = bothCallbacks('useCreateAPIKey', 'create.mutate', 'onSuccess', 'New');
const revoked = bothCallbacks('useRevokeAPIKey', 'revoke.mutate', 'onSuccess', 'Old');

const events = {
  'a render': () => hooks.render(),
  'a change of user': () => hooks.clerk.setUser('user_2'),
  'a change of organization': () => hooks.clerk.setUser('user_1', 'org_1'),
  'a sign-out': () => hooks.clerk.setUser(null),
  'another APIKeys object': () => hooks.render({ apiKeys: hooks.withoutClerk }),
  'an unmount': () => hooks.unmount(),
};

for (const [name, happen] of Object.entries(events)) {
  test(`${name} aborts neither create nor revoke, and their callbacks are called`, async ({
    page,
  }) => {
    await beginChanges(page);
    await page.evaluate(happen);
    // Time for the effects of the render.
    await page.waitForTimeout(200);
    await page.evaluate(() => hooks.server.release());
    await expect.poll(() => outcomes(page)).toEqual([...created, ...revoked].sort());
  });
}

test('a lost response to create is reported after a change of user', async ({ page }) => {
  await beginChanges(page);
  await page.evaluate(() => hooks.clerk.setUser('user_2'));
  await page.waitForTimeout(200);
  await page.evaluate(() => {
    hooks.server.errorStatus = 500;
    hooks.server.release();
  });
  const code = 'create_outcome_unknown';
  const lost = bothCallbacks('useCreateAPIKey', 'create.mutate', 'onError', code);
  await expect.poll(() => outcomes(page)).toEqual(expect.arrayContaining(lost));
});

test('the next user sees nothing of a create under way', async ({ page }) => {
  await beginChanges(page);
  expect(await page.evaluate(() => hooks.create.status)).toBe('pending');
  await page.evaluate(() => hooks.clerk.setUser('user_2'));
  await page.waitForTimeout(200);
  await page.evaluate(() => hooks.server.release());
  await expect.poll(() => outcomes(page)).toEqual(expect.arrayContaining(created));
  await expect.poll(() => page.evaluate(() => hooks.heldResults())).toBe(0);
  await expectState(page, { names: [], isFetching: false });

  const renders = await page.evaluate(() => hooks.renders);
  const seen = renders.filter(({ user }) => user === 'user_2');
  expect(seen.length).toBeGreaterThan(0);
  const idle = { user: 'user_2', names: [], secret: null, status: 'idle' };
  expect(seen).toEqual(seen.map(({ isLoading }) => ({ ...idle, isLoading })));
});

test('each call of mutate has its own callbacks', async ({ page }) => {
  await openHooks(page, 'user_1');
  await page.evaluate(() => hooks.render());
  await page.evaluate(() => {
    const { create, recorder } = hooks;
    create.mutate({ name: 'First' }, recorder('1'));
    create.mutate({ name: 'Second' }, recorder('2'));
    create.mutate({ name: '' }, recorder('3'));
  });
  await expect
    .poll(() => page.evaluate(() => hooks.outcomes.filter((it) => /^\d/.test(it)).sort()))
    .toEqual([
      '1 onSettled First',
      '1 onSuccess First',
      '2 onSettled Second',
      '2 onSuccess Second',
      '3 onError invalid_params',
      '3 onSettled invalid_params',
    ]);
});
