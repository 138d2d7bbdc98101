// Objects and memos that do not last: an object that each render makes anew, and memos that React drops.

import type { Page } from '@playwright/test';
import { expect, expectState, keys, newestFirst, openHooks, requests, test } from './open.ts';

const inline = () => hooks.render({ apiKeys: () => hooks.newFromClerk() });

/** Time for the effects of a render. */
const settle = (page: Page) => page.waitForTimeout(200);

test('an object that each render makes anew neither aborts nor repeats requests', async ({
  page,
}) => {
  await openHooks(page, 'user_1', keys(2));
  await page.evaluate(() => hooks.server.hold());
  await page.evaluate(inline);
  await expect.poll(() => page.evaluate(() => hooks.server.requests.length)).toBe(1);
  for (let i = 0; i < 3; i++) {
    await page.evaluate(inline);
    await settle(page);
  }
  await page.evaluate(() => hooks.server.release());
  await expectState(page, { names: newestFirst(2, 1) });
  await page.evaluate(inline);
  await settle(page);
  await expectState(page, { names: newestFirst(2, 1) });
  const aborted = await page.evaluate(() => hooks.server.requests.map(({ aborted }) => aborted));
  expect(aborted).toEqual([false]);
});

test('two clicks create one key, though each render makes another object', async ({ page }) => {
  await openHooks(page, 'user_1');
  await page.evaluate(inline);
  await expectState(page, { isFetching: false, isLoading: false });
  await page.evaluate(() => {
    hooks.server.hold();
    hooks.create.mutate({ name: 'Key 1' });
  });
  await page.evaluate(inline);
  await settle(page);
  await page.evaluate(() => hooks.create.mutate({ name: 'Key 1' }));
  await settle(page);
  await page.evaluate(() => hooks.server.release());
  await expectState(page, { names: ['Key 1'] });
  expect(await requests(page)).toEqual(['GET @0', 'POST', 'GET @0']);
});

test('functions that are written inline keep the lists, and those of the last render count', async ({
  page,
}) => {
  await openHooks(page, 'user_1', ['Ada’s']);
  const signedIn = () => {
    const getToken = () => hooks.clerk.session?.getToken() ?? null;
    hooks.render({ apiKeys: () => hooks.newFromClerk({ getToken: () => getToken() }) });
  };
  await page.evaluate(signedIn);
  await expectState(page, { names: ['Ada’s'] });
  await page.evaluate(signedIn);
  await settle(page);
  expect(await page.evaluate(() => hooks.server.requests.length)).toBe(1);

  await page.evaluate(() =>
    hooks.render({ apiKeys: () => hooks.newFromClerk({ getToken: () => null }) }),
  );
  await settle(page);
  await page.evaluate(() => hooks.list.revalidate());
  await expectState(page, { names: ['Ada’s'], code: 'no_session_token' });
});

test('an object with another server has other lists', async ({ page }) => {
  await openHooks(page, 'user_1', ['Ada’s']);
  await page.evaluate(inline);
  await expectState(page, { names: ['Ada’s'] });
  await page.evaluate(() => {
    hooks.server.hold();
    const options = { frontendApi: 'https://other.example.com' };
    hooks.render({ apiKeys: () => hooks.newFromClerk(options) });
  });
  await expectState(page, { names: [], isLoading: true });
  await page.evaluate(() => hooks.server.release());
});

test('a project’s object that is made anew for the same owner keeps its lists', async ({
  page,
}) => {
  await openHooks(page, 'user_1');
  await page.evaluate(() => {
    hooks.server.add('project_1', 'Key 1');
    hooks.server.add('project_2', 'Key 2');
    hooks.render({ apiKeys: () => hooks.newProject('project_1'), owner: 'Ada' });
  });
  await expectState(page, { names: ['Key 1'] });
  await page.evaluate(() =>
    hooks.render({ apiKeys: () => hooks.newProject('project_1'), owner: 'Ada' }),
  );
  await settle(page);
  expect(await page.evaluate(() => hooks.server.requests.length)).toBe(1);
  await page.evaluate(() =>
    hooks.render({ apiKeys: () => hooks.newProject('project_2'), owner: 'Ada' }),
  );
  await expectState(page, { names: ['Key 2'] });
});

const dropped = {
  'the object was made anew': inline,
  'React drops all memos': () => {
    hooks.forgetMemos();
    hooks.render();
  },
};

for (const [name, drop] of Object.entries(dropped)) {
  test(`a secret stays when ${name}`, async ({ page }) => {
    await openHooks(page, 'user_1');
    await page.evaluate(() => hooks.render({ apiKeys: hooks.newFromClerk() }));
    await expectState(page, { isFetching: false, isLoading: false });
    await page.evaluate(() => hooks.create.mutateAsync({ name: 'Key 1' }));
    await expectState(page, { names: ['Key 1'] });
    const before = await page.evaluate(() => hooks.renders.length);
    await page.evaluate(drop);
    await settle(page);
    await page.evaluate(drop);
    await settle(page);
    const renders = await page.evaluate((before) => hooks.renders.slice(before), before);
    expect(renders.length).toBeGreaterThan(0);
    expect(renders.filter(({ secret }) => secret !== 'ak_Key 1')).toEqual([]);
    expect(await requests(page)).toEqual(['GET @0', 'POST', 'GET @0']);
  });
}
