import { expect, test } from '../fixtures.ts';
import { expectShown, keys, newestFirst, openHooks, requests } from './open.ts';

test.use({ site: 'react' });

test('a list comes in pages, from the first to the last', async ({ page }) => {
  await openHooks(page, 'user_1', keys(25));
  await page.evaluate(() => hooks.render());
  await expectShown(page, {
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
  await expectShown(page, { names: newestFirst(15, 6), page: 2, hasPreviousPage: true });
  await page.evaluate(() => hooks.list.fetchPage(9));
  await expectShown(page, { names: newestFirst(5, 1), page: 3, hasNextPage: false });
  await page.evaluate(() => hooks.list.fetchNext());
  await page.evaluate(() => hooks.list.fetchPrevious());
  await expectShown(page, { page: 2 });
  await page.evaluate(() => hooks.list.fetchPage((page) => page - 7));
  await expectShown(page, { names: newestFirst(25, 16), page: 1 });
});

test('another question begins at its first page', async ({ page }) => {
  await openHooks(page, 'user_1', keys(25));
  await page.evaluate(() => hooks.render());
  await expectShown(page, { count: 25 });
  await page.evaluate(() => hooks.list.fetchPage(3));
  await expectShown(page, { names: newestFirst(5, 1) });

  await page.evaluate(() => hooks.render({ params: { query: 'Key 1' } }));
  await expectShown(page, { page: 1, count: 11, pageCount: 2 });
  await page.evaluate(() => hooks.render({ params: { pageSize: 20, initialPage: 2 } }));
  await expectShown(page, { names: newestFirst(5, 1), page: 2, hasPreviousPage: true });
});

for (const keepPreviousData of [true, false]) {
  const kept = keepPreviousData ? 'stays' : 'leaves';
  test(`what was shown ${kept} until the next page is there`, async ({ page }) => {
    await openHooks(page, 'user_1', keys(12));
    await page.evaluate(
      (keepPreviousData) => hooks.render({ params: { keepPreviousData } }),
      keepPreviousData,
    );
    await expectShown(page, { count: 12 });
    await page.evaluate(() => {
      hooks.world.hold();
      hooks.list.fetchNext();
    });
    const names = keepPreviousData ? newestFirst(12, 3) : [];
    await expectShown(page, { page: 2, isFetching: true, isLoading: !keepPreviousData, names });
    await page.evaluate(() => hooks.world.release());
    await expectShown(page, { names: newestFirst(2, 1), isFetching: false });
  });
}

test('nothing is asked until it is wanted', async ({ page }) => {
  await openHooks(page, 'user_1', keys(1));
  await page.evaluate(() => hooks.render({ params: { enabled: false } }));
  await expectShown(page, { isLoading: false, isFetching: false, names: [] });
  expect(await requests(page)).toEqual([]);
  await page.evaluate(() => hooks.render());
  await expectShown(page, { names: ['Key 1'] });
});

test('infinite lists grow, and no key comes twice', async ({ page }) => {
  await openHooks(page, 'user_1', keys(15));
  await page.evaluate(() => hooks.render({ params: { infinite: true, pageSize: 10 } }));
  await expectShown(page, { names: newestFirst(15, 6), page: 1, count: 15, hasNextPage: true });

  // A key that is made meanwhile pushes the last one that was shown to the next page.
  await page.evaluate(() => hooks.world.add('user_1', 'Key 16'));
  await page.evaluate(() => hooks.list.fetchNext());
  await expectShown(page, { names: newestFirst(15, 1), page: 2, hasNextPage: false });
  await page.evaluate(() => hooks.list.fetchNext());
  expect(await requests(page)).toEqual(['GET @0', 'GET @10']);

  await page.evaluate(() => hooks.list.revalidate());
  await expectShown(page, { names: newestFirst(16, 1) });
});

test('a refusal is an error, and is not asked for again', async ({ page }) => {
  await openHooks(page, 'user_1', keys(1));
  await page.evaluate(() => {
    hooks.world.refusal = 403;
    hooks.render();
  });
  await expectShown(page, { isError: true, code: 'api_response_error', isLoading: false });
  expect(await requests(page)).toEqual(['GET @0']);

  await page.evaluate(() => {
    hooks.world.refusal = 0;
    return hooks.list.revalidate();
  });
  await expectShown(page, { isError: false, code: null, names: ['Key 1'] });
});

test('other data can be put in the place of what is shown', async ({ page }) => {
  await openHooks(page, 'user_1', keys(2));
  await page.evaluate(() => hooks.render());
  await expectShown(page, { names: newestFirst(2, 1) });
  await page.evaluate(() =>
    hooks.list.setData((before) => before && { data: before.data.slice(1), total_count: 1 }),
  );
  await expectShown(page, { names: ['Key 1'], count: 1 });
  expect(await requests(page)).toEqual(['GET @0']);
});

test('the last page is left with its last key', async ({ page }) => {
  await openHooks(page, 'user_1', keys(11));
  await page.evaluate(() => hooks.render());
  await expectShown(page, { count: 11 });
  await page.evaluate(() => hooks.list.fetchNext());
  await expectShown(page, { names: ['Key 1'], page: 2 });
  await page.evaluate(() => {
    const [key] = hooks.list.data;
    return hooks.revoke.mutateAsync({ apiKeyID: key?.id ?? '' });
  });
  await expectShown(page, { names: newestFirst(11, 2), page: 1, hasNextPage: false });
});

test('functions stay the same while what they do is the same', async ({ page }) => {
  await openHooks(page, 'user_1', keys(25));
  await page.evaluate(() => hooks.render());
  await expectShown(page, { count: 25, isFetching: false });
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

test('outside of its provider a hook says what it misses', async ({ page, watch }) => {
  await page.goto('/');
  await page.evaluate(() => hooks.renderAlone());
  await expect(
    page.getByText('useAPIKeys() works inside of an <APIKeysProvider> alone.'),
  ).toBeVisible();
  watch.intend('%o'); // So React begins to tell of an error that was caught.
});
