import { expect, expectState, keys, newestFirst, openHooks, requests, test } from './open.ts';

test('a list has list pages, from the first to the last', async ({ page }) => {
  await openHooks(page, 'user_1', keys(25));
  await page.evaluate(() => hooks.render());
  await expectState(page, {
    names: newestFirst(25, 16),
    count: 25,
    page: 1,
    pageCount: 3,
    isLoading: false,
    isFetching: false,
    isError: false,
    code: null,
    hasNextPage: true,
    hasPreviousPage: false,
  });

  await page.evaluate(() => hooks.list.fetchNext());
  await expectState(page, { names: newestFirst(15, 6), page: 2, hasPreviousPage: true });
  await page.evaluate(() => hooks.list.fetchPage(9));
  await expectState(page, { names: newestFirst(5, 1), page: 3, hasNextPage: false });
  await page.evaluate(() => hooks.list.fetchNext());
  await page.evaluate(() => hooks.list.fetchPrevious());
  await expectState(page, { page: 2 });
  await page.evaluate(() => hooks.list.fetchPage((page) => page - 7));
  await expectState(page, { names: newestFirst(25, 16), page: 1 });
});

test('other params start at their initial page', async ({ page }) => {
  await openHooks(page, 'user_1', keys(25));
  await page.evaluate(() => hooks.render());
  await expectState(page, { count: 25 });
  await page.evaluate(() => hooks.list.fetchPage(3));
  await expectState(page, { names: newestFirst(5, 1) });

  await page.evaluate(() => hooks.render({ params: { query: 'Key 1' } }));
  await expectState(page, { page: 1, count: 11, pageCount: 2 });
  await page.evaluate(() => hooks.render({ params: { pageSize: 20, initialPage: 2 } }));
  await expectState(page, { names: newestFirst(5, 1), page: 2, hasPreviousPage: true });
});

for (const keepPreviousData of [true, false]) {
  const effect = keepPreviousData ? 'keeps' : 'removes';
  test(`keepPreviousData: ${keepPreviousData} ${effect} the list page while the next one loads`, async ({
    page,
  }) => {
    await openHooks(page, 'user_1', keys(12));
    await page.evaluate(
      (keepPreviousData) => hooks.render({ params: { keepPreviousData } }),
      keepPreviousData,
    );
    await expectState(page, { count: 12 });
    await page.evaluate(() => {
      hooks.server.hold();
      hooks.list.fetchNext();
    });
    const names = keepPreviousData ? newestFirst(12, 3) : [];
    await expectState(page, { page: 2, isFetching: true, isLoading: !keepPreviousData, names });
    await page.evaluate(() => hooks.server.release());
    await expectState(page, { names: newestFirst(2, 1), isFetching: false });
  });
}

test('no request is sent until enabled is true', async ({ page }) => {
  await openHooks(page, 'user_1', keys(1));
  await page.evaluate(() => hooks.render({ params: { enabled: false } }));
  await expectState(page, { isLoading: false, isFetching: false, names: [] });
  expect(await requests(page)).toEqual([]);
  await page.evaluate(() => hooks.render());
  await expectState(page, { names: ['Key 1'] });
});

test('infinite lists grow without duplicate keys', async ({ page }) => {
  await openHooks(page, 'user_1', keys(15));
  await page.evaluate(() => hooks.render({ params: { infinite: true, pageSize: 10 } }));
  await expectState(page, { names: newestFirst(15, 6), page: 1, count: 15, hasNextPage: true });

  // A new key moves the last key of the first list page to the next one.
  await page.evaluate(() => hooks.server.add('user_1', 'Key 16'));
  await page.evaluate(() => hooks.list.fetchNext());
  await expectState(page, { names: newestFirst(15, 1), page: 2, hasNextPage: false });
  await page.evaluate(() => hooks.list.fetchNext());
  expect(await requests(page)).toEqual(['GET @0', 'GET @10']);

  await page.evaluate(() => hooks.list.revalidate());
  await expectState(page, { names: newestFirst(16, 1) });
});

test('an error response is an error, and is not retried', async ({ page }) => {
  await openHooks(page, 'user_1', keys(1));
  await page.evaluate(() => {
    hooks.server.errorStatus = 403;
    hooks.render();
  });
  await expectState(page, { isError: true, code: 'api_response_error', isLoading: false });
  expect(await requests(page)).toEqual(['GET @0']);

  await page.evaluate(() => {
    hooks.server.errorStatus = 0;
    return hooks.list.revalidate();
  });
  await expectState(page, { isError: false, code: null, names: ['Key 1'] });
});

test('setData() replaces the shown data', async ({ page }) => {
  await openHooks(page, 'user_1', keys(2));
  await page.evaluate(() => hooks.render());
  await expectState(page, { names: newestFirst(2, 1) });
  await page.evaluate(() =>
    hooks.list.setData((current) => current && { data: current.data.slice(1), total_count: 1 }),
  );
  await expectState(page, { names: ['Key 1'], count: 1 });
  expect(await requests(page)).toEqual(['GET @0']);
});

test('the list goes back a list page when the last one becomes empty', async ({ page }) => {
  await openHooks(page, 'user_1', keys(11));
  await page.evaluate(() => hooks.render());
  await expectState(page, { count: 11 });
  await page.evaluate(() => hooks.list.fetchNext());
  await expectState(page, { names: ['Key 1'], page: 2 });
  await page.evaluate(() => {
    const [key] = hooks.list.data;
    return hooks.revoke.mutateAsync({ apiKeyID: key?.id ?? '' });
  });
  await expectState(page, { names: newestFirst(11, 2), page: 1, hasNextPage: false });
});

test('data and functions keep their identity across renders', async ({ page }) => {
  await openHooks(page, 'user_1', keys(25));
  await page.evaluate(() => hooks.render());
  await expectState(page, { count: 25, isFetching: false });
  const same = await page.evaluate(async () => {
    const { data, fetchNext, fetchPrevious, fetchPage, revalidate, setData } = hooks.list;
    const before = { data, fetchNext, fetchPrevious, fetchPage, revalidate, setData };
    hooks.render();
    await new Promise((resolve) => setTimeout(resolve, 100));
    return Object.entries(before).filter(
      ([name, value]) => Reflect.get(hooks.list, name) !== value,
    );
  });
  expect(same).toEqual([]);
});

test('a hook outside of the provider throws an error', async ({ page, monitor, react }) => {
  await page.goto('/');
  await page.evaluate(() => hooks.renderWithoutProvider());
  const message = 'useAPIKeys() works inside of an <APIKeysProvider> alone.';
  await expect(page.getByText(message)).toBeVisible();
  // React's own messages about a caught error.
  if (react === 'react') return monitor.expectError('%o');
  monitor.expectError(`Error: ${message}`, 2);
  monitor.expectError('The above error occurred in the <Probe> component:');
});

test('an infinite list asks for no page while it is disabled or nobody is signed in', async ({
  page,
}) => {
  await openHooks(page, 'user_1', keys(3));
  const params = { infinite: true, pageSize: 1 };
  await page.evaluate((params) => hooks.render({ params: { ...params, enabled: false } }), params);
  await expectState(page, { isLoading: false, names: [] });
  await page.evaluate(() => hooks.list.fetchNext());
  await page.evaluate(() => {
    hooks.clerk.setUser(null);
    hooks.render({ params: { infinite: true, pageSize: 1 } });
  });
  await expectState(page, { isLoading: false, names: [] });
  await page.evaluate(() => hooks.list.fetchNext());
  await expectState(page, { isError: false, names: [] });
  expect(await requests(page)).toEqual([]);
});

test('an infinite list from another page is another list', async ({ page }) => {
  await openHooks(page, 'user_1', keys(3));
  const render = (initialPage: number) =>
    page.evaluate((initialPage) => {
      hooks.render({ params: { infinite: true, pageSize: 1, initialPage } });
    }, initialPage);
  await render(1);
  await expectState(page, { names: ['Key 3'], page: 1 });
  await render(3);
  await expectState(page, { names: ['Key 1'], page: 3 });
});

test('an infinite list keeps the keys of the search before, if it is told to', async ({ page }) => {
  await openHooks(page, 'user_1', keys(3));
  const render = (query: string) =>
    page.evaluate((query) => {
      hooks.render({ params: { infinite: true, keepPreviousData: true, query } });
    }, query);
  await render('');
  await expectState(page, { names: ['Key 3', 'Key 2', 'Key 1'] });
  await page.evaluate(() => hooks.server.hold());
  await render('Key 2');
  await expectState(page, {
    isFetching: true,
    isLoading: false,
    names: ['Key 3', 'Key 2', 'Key 1'],
  });
  await page.evaluate(() => hooks.server.release());
  await expectState(page, { isFetching: false, names: ['Key 2'] });
});
