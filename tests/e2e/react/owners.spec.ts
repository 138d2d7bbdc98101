import { expect, test } from '../fixtures.ts';
import { expectShown, openHooks, requests } from './open.ts';

test.use({ site: 'react' });

test('until Clerk has loaded a list is loading, and nothing is asked', async ({ page }) => {
  await openHooks(page, null);
  await page.evaluate(() => {
    hooks.clerk.loaded = false;
    hooks.render();
  });
  await expectShown(page, { isLoading: true, isFetching: false, isError: false, names: [] });
  expect(await requests(page)).toEqual([]);

  await page.evaluate(() => {
    hooks.world.add('user_1', 'Ada’s');
    hooks.clerk.become('user_1');
  });
  await expectShown(page, { isLoading: false, names: ['Ada’s'] });
});

test('signed out, nothing is asked and nothing is shown', async ({ page }) => {
  await openHooks(page, 'user_1', ['Ada’s']);
  await page.evaluate(() => hooks.render());
  await expectShown(page, { names: ['Ada’s'] });
  await page.evaluate(() => hooks.clerk.become(null));
  await expectShown(page, { names: [], count: 0, isLoading: false, isError: false });
  expect(await page.evaluate(() => hooks.cached())).not.toContain('Ada’s');
  expect(await requests(page)).toEqual(['GET @0']);
});

test('another user sees nothing of the one before', async ({ page }) => {
  await openHooks(page, 'user_1', ['Ada’s']);
  await page.evaluate(() => {
    hooks.world.add('user_2', 'Grace’s');
    hooks.render({ params: { keepPreviousData: true } });
  });
  await expectShown(page, { names: ['Ada’s'] });
  await page.evaluate(() => hooks.create.mutateAsync({ name: 'Ada’s other' }));
  await expectShown(page, { names: ['Ada’s other', 'Ada’s'] });

  await page.evaluate(() => hooks.clerk.become('user_2'));
  await expectShown(page, { names: ['Grace’s'] });
  const renders = await page.evaluate(() => hooks.renders);
  const shown = JSON.stringify(renders.filter(({ user }) => user === 'user_2'));
  expect(shown).toContain('Grace’s');
  expect(shown).not.toContain('Ada’s');
  expect(await page.evaluate(() => hooks.create.data ?? null)).toBeNull();
  expect(await page.evaluate(() => hooks.cached())).not.toContain('Ada’s');
});

test('another organization is another owner, and begins at its first page', async ({ page }) => {
  await openHooks(page, 'user_1', ['Ada’s', 'Ada’s other']);
  await page.evaluate(() => {
    hooks.world.add('org_1', 'The engine’s', 'The engine’s other');
    hooks.render({ params: { pageSize: 1 } });
  });
  await expectShown(page, { names: ['Ada’s other'] });
  await page.evaluate(() => hooks.list.fetchNext());
  await expectShown(page, { names: ['Ada’s'] });
  await page.evaluate(() => hooks.clerk.become('user_1', 'org_1'));
  await expectShown(page, { names: ['The engine’s other'], page: 1 });
});

test('what is under way for the user before is aborted', async ({ page }) => {
  await openHooks(page, 'user_1', ['Ada’s']);
  await page.evaluate(() => hooks.render());
  await expectShown(page, { names: ['Ada’s'] });
  const ends = page.evaluate(async () => {
    hooks.world.hold();
    const ends = [hooks.create.mutateAsync({ name: 'New' }), hooks.list.revalidate()];
    await until(() => hooks.world.sent.length === 3);
    hooks.clerk.become('user_2');
    hooks.world.release();
    const [created] = await Promise.allSettled(ends);
    return created?.status === 'rejected' && created.reason.name;

    async function until(done: () => boolean) {
      while (!done()) await new Promise((resolve) => setTimeout(resolve, 5));
    }
  });
  expect(await ends).toBe('AbortError');
  await expectShown(page, { names: [], isLoading: false });
  const aborted = await page.evaluate(() => hooks.world.sent.map(({ aborted }) => aborted));
  expect(aborted.slice(0, 3)).toEqual([false, true, true]);
});

test('where the object cannot tell, the owner is told', async ({ page }) => {
  await openHooks(page, 'user_1', ['Ada’s']);
  await page.evaluate(() => {
    hooks.world.add('user_2', 'Grace’s');
    hooks.render({ apiKeys: hooks.plain, owner: 'Ada' });
  });
  await expectShown(page, { names: ['Ada’s'] });
  await page.evaluate(() => {
    hooks.clerk.become('user_2');
    hooks.render({ apiKeys: hooks.plain, owner: 'Grace' });
  });
  await expectShown(page, { names: ['Grace’s'] });
  expect(await page.evaluate(() => hooks.cached())).not.toContain('Ada’s');
});
