// Defaults of an app for all of its queries and mutations.

import { expect, expectState, openHooks, requests, test } from './open.ts';

for (const infinite of [false, true]) {
  test(`the app’s placeholder shows no data of the previous user: infinite ${infinite}`, async ({
    page,
  }) => {
    await openHooks(page, 'user_1', ['Ada’s']);
    await page.evaluate((infinite) => {
      const { keepPreviousData } = hooks;
      hooks.newCache({ queries: { placeholderData: keepPreviousData as never } });
      hooks.render({ params: { infinite } });
    }, infinite);
    await expectState(page, { names: ['Ada’s'] });
    await page.evaluate(() => {
      hooks.server.add('user_2', 'Grace’s');
      hooks.clerk.beginSwitch();
    });
    await expectState(page, { isLoading: true, names: [] });
    await page.evaluate(() => hooks.clerk.setUser(null));
    await expectState(page, { isLoading: false, names: [] });
    await page.evaluate(() => {
      hooks.server.hold();
      hooks.clerk.setUser('user_2');
    });
    await expectState(page, { isLoading: true, names: [] });
    await page.evaluate(() => hooks.server.release());
    await expectState(page, { names: ['Grace’s'] });
  });
}

test('the app’s persister of queries gets no list', async ({ page }) => {
  await openHooks(page, 'user_1', ['Ada’s']);
  await page.evaluate(() => {
    hooks.newCacheWithPersister();
    hooks.render();
  });
  await expectState(page, { names: ['Ada’s'] });
  await page.evaluate(() => hooks.clerk.setUser('user_2'));
  await expectState(page, { names: [], isLoading: false });
  await page.evaluate(() => hooks.clerk.setUser('user_1'));
  await expectState(page, { names: ['Ada’s'] });
  const isDate = await page.evaluate(() => hooks.list.data[0]?.createdAt instanceof Date);
  expect(isDate).toBe(true);
  expect(await page.evaluate(() => ({ ...localStorage }))).toEqual({});
});

test('a list is loading while the app restores its cache', async ({ page }) => {
  await openHooks(page, 'user_1', ['Ada’s']);
  await page.evaluate(() => hooks.renderRestoring(true));
  await expectState(page, { isLoading: true, isFetching: false, names: [] });
  expect(await requests(page)).toEqual([]);
  await page.evaluate(() => hooks.renderRestoring(false));
  await expectState(page, { isLoading: false, names: ['Ada’s'] });
});

test('a change that ends while Clerk switches refreshes the list, however long the app keeps lists', async ({
  page,
}) => {
  await openHooks(page, 'user_1', ['Ada’s']);
  await page.evaluate(() => {
    hooks.newCache({ queries: { staleTime: Number.POSITIVE_INFINITY } });
    hooks.render();
  });
  await expectState(page, { names: ['Ada’s'] });
  await page.evaluate(() => {
    hooks.server.hold();
    hooks.create.mutate({ name: 'Other' });
  });
  await expect.poll(() => requests(page)).toContain('POST');
  await page.evaluate(() => hooks.clerk.beginSwitch());
  await expectState(page, { isLoading: true, names: [] });
  await page.evaluate(() => hooks.server.release());
  await expect
    .poll(() => page.evaluate(() => hooks.outcomes))
    .toContain('useCreateAPIKey onSettled Other');
  await page.evaluate(() => hooks.clerk.setUser('user_1'));
  await expectState(page, { names: ['Other', 'Ada’s'] });
});

test('the app’s callbacks of mutations are called, where the hook has none, without key or params', async ({
  page,
}) => {
  await openHooks(page, 'user_1', []);
  await page.evaluate(() => {
    const record = (name: string) => (value: unknown, params: unknown) => {
      const told = value instanceof Error ? (value as { code?: string }).code : value;
      hooks.outcomes.push(`app ${name} ${JSON.stringify([told, params])}`);
    };
    const mutations = { onSuccess: record('onSuccess'), onError: record('onError') };
    hooks.newCache({ mutations });
    hooks.withoutCallbacks = true;
    hooks.render();
  });
  await expectState(page, { names: [], isLoading: false });
  await page.evaluate(() => hooks.create.mutateAsync({ name: 'Other' }));
  await page.evaluate(() => hooks.create.mutateAsync({ name: '' }).catch(() => {}));
  expect(await page.evaluate(() => hooks.outcomes)).toEqual([
    'app onSuccess [{},{}]',
    'app onError ["invalid_params",{}]',
  ]);
  expect(await page.evaluate(() => hooks.create.isError)).toBe(true);
});

test('a change that nobody observes makes no timer fire all the time', async ({ page }) => {
  await openHooks(page, 'user_1', []);
  await page.evaluate(() => hooks.render());
  await expectState(page, { isLoading: false });
  const timers = await page.evaluate(async () => {
    hooks.server.hold();
    hooks.create.mutate({ name: 'Other' });
    hooks.unmount();
    await new Promise((resolve) => setTimeout(resolve, 100));
    const { setTimeout: set } = globalThis;
    let timers = 0;
    globalThis.setTimeout = ((...args: Parameters<typeof set>) => {
      timers++;
      return set(...args);
    }) as typeof set;
    await new Promise((resolve) => set(resolve, 500));
    globalThis.setTimeout = set;
    hooks.server.release();
    return timers;
  });
  expect(timers).toBeLessThan(5);
});
