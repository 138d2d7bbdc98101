import { expect, expectState, openHooks, requests, test } from './open.ts';

test('a list is loading and sends no request until Clerk has loaded', async ({ page }) => {
  await openHooks(page, null);
  await page.evaluate(() => {
    hooks.clerk.loaded = false;
    hooks.render();
  });
  await expectState(page, { isLoading: true, isFetching: false, isError: false, names: [] });
  expect(await requests(page)).toEqual([]);

  await page.evaluate(() => {
    hooks.server.add('user_1', 'Ada’s');
    hooks.clerk.setUser('user_1');
  });
  await expectState(page, { isLoading: false, names: ['Ada’s'] });
});

test('a sign-out clears the list, and no request is sent', async ({ page }) => {
  await openHooks(page, 'user_1', ['Ada’s']);
  await page.evaluate(() => hooks.render());
  await expectState(page, { names: ['Ada’s'] });
  await page.evaluate(() => hooks.clerk.setUser(null));
  await expectState(page, { names: [], count: 0, isLoading: false, isError: false });
  expect(await page.evaluate(() => hooks.cacheContents())).not.toContain('Ada’s');
  expect(await requests(page)).toEqual(['GET @0']);
});

test('a user sees no data of the previous user', async ({ page }) => {
  await openHooks(page, 'user_1', ['Ada’s']);
  await page.evaluate(() => {
    hooks.server.add('user_2', 'Grace’s');
    hooks.render({ params: { keepPreviousData: true } });
  });
  await expectState(page, { names: ['Ada’s'] });
  await page.evaluate(() => hooks.create.mutateAsync({ name: 'Ada’s other' }));
  await expectState(page, { names: ['Ada’s other', 'Ada’s'] });

  await page.evaluate(() => hooks.clerk.setUser('user_2'));
  await expectState(page, { names: ['Grace’s'] });
  const renders = await page.evaluate(() => hooks.renders);
  const shown = JSON.stringify(renders.filter(({ user }) => user === 'user_2'));
  expect(shown).toContain('Grace’s');
  expect(shown).not.toContain('Ada’s');
  expect(await page.evaluate(() => hooks.create.data ?? null)).toBeNull();
  expect(await page.evaluate(() => hooks.cacheContents())).not.toContain('Ada’s');
});

test('another organization starts at the first list page', async ({ page }) => {
  await openHooks(page, 'user_1', ['Ada’s', 'Ada’s other']);
  await page.evaluate(() => {
    hooks.server.add('org_1', 'The engine’s', 'The engine’s other');
    hooks.render({ params: { pageSize: 1 } });
  });
  await expectState(page, { names: ['Ada’s other'] });
  await page.evaluate(() => hooks.list.fetchNext());
  await expectState(page, { names: ['Ada’s'] });
  await page.evaluate(() => hooks.clerk.setUser('user_1', 'org_1'));
  await expectState(page, { names: ['The engine’s other'], page: 1 });
});

test('a change of user aborts the list requests of the previous user', async ({ page }) => {
  await openHooks(page, 'user_1', ['Ada’s']);
  await page.evaluate(() => hooks.render());
  await expectState(page, { names: ['Ada’s'] });
  await page.evaluate(() => {
    hooks.server.hold();
    hooks.list.revalidate();
  });
  await expect.poll(() => page.evaluate(() => hooks.server.requests.length)).toBe(2);
  await page.evaluate(() => {
    hooks.clerk.setUser('user_2');
    hooks.server.release();
  });
  await expectState(page, { names: [], isLoading: false });
  const aborted = await page.evaluate(() => hooks.server.requests.map(({ aborted }) => aborted));
  expect(aborted).toEqual([false, true, false]);
});

test('the prop owner replaces the owner that the object does not know', async ({ page }) => {
  await openHooks(page, 'user_1', ['Ada’s']);
  await page.evaluate(() => {
    hooks.server.add('user_2', 'Grace’s');
    hooks.render({ apiKeys: hooks.withoutClerk, owner: 'Ada' });
  });
  await expectState(page, { names: ['Ada’s'] });
  await page.evaluate(() => {
    hooks.clerk.setUser('user_2');
    hooks.render({ apiKeys: hooks.withoutClerk, owner: 'Grace' });
  });
  await expectState(page, { names: ['Grace’s'] });
  expect(await page.evaluate(() => hooks.cacheContents())).not.toContain('Ada’s');
});

test('a list is loading while Clerk switches, and the next user sees nothing of the previous one', async ({
  page,
}) => {
  await openHooks(page, 'user_1', ['Ada’s']);
  await page.evaluate(() => {
    hooks.server.add('user_2', 'Grace’s');
    hooks.render({ params: { keepPreviousData: true } });
  });
  await expectState(page, { names: ['Ada’s'] });
  await page.evaluate(() => hooks.create.mutateAsync({ name: 'Ada’s other' }));
  await expectState(page, { names: ['Ada’s other', 'Ada’s'] });
  const before = await page.evaluate(() => hooks.renders.length);

  await page.evaluate(() => hooks.clerk.beginSwitch());
  await expectState(page, { isLoading: true, names: [], count: 0, isError: false });
  await expect.poll(() => page.evaluate(() => hooks.create.data ?? null)).toBeNull();
  await page.evaluate(() => hooks.clerk.setUser('user_2'));
  await expectState(page, { isLoading: false, names: ['Grace’s'] });

  const renders = await page.evaluate((before) => hooks.renders.slice(before), before);
  expect(JSON.stringify(renders)).not.toContain('Ada’s');
  expect(renders.filter(({ names, isLoading }) => names.length === 0 && !isLoading)).toEqual([]);
  expect(await page.evaluate(() => hooks.cacheContents())).not.toContain('Ada’s');
});

test('when Clerk comes back to the same user, list and secret are there again', async ({
  page,
}) => {
  await openHooks(page, 'user_1', ['Ada’s']);
  await page.evaluate(() => hooks.render());
  await expectState(page, { names: ['Ada’s'] });
  await page.evaluate(() => hooks.create.mutateAsync({ name: 'Other' }));
  await expectState(page, { names: ['Other', 'Ada’s'] });
  await page.evaluate(() => hooks.clerk.beginSwitch());
  await expectState(page, { isLoading: true, names: [] });
  expect(await page.evaluate(() => hooks.create.data ?? null)).toBeNull();
  await page.evaluate(() => hooks.clerk.setUser('user_1'));
  await expectState(page, { isLoading: false, names: ['Other', 'Ada’s'] });
  expect(await page.evaluate(() => hooks.create.data?.secret)).toBe('ak_Other');
});

test('a sign-out after a switch clears list and secret', async ({ page }) => {
  await openHooks(page, 'user_1', ['Ada’s']);
  await page.evaluate(() => hooks.render());
  await expectState(page, { names: ['Ada’s'] });
  await page.evaluate(() => hooks.create.mutateAsync({ name: 'Other' }));
  await page.evaluate(() => hooks.clerk.beginSwitch());
  await expectState(page, { isLoading: true });
  await page.evaluate(() => hooks.clerk.setUser(null));
  await expectState(page, { isLoading: false, names: [] });
  await expect.poll(() => page.evaluate(() => hooks.heldResults())).toBe(0);
  expect(await page.evaluate(() => hooks.cacheContents())).not.toContain('Ada’s');
});

test('a list of another copy of the package follows the user', async ({ page }) => {
  await openHooks(page, 'user_1', ['Ada’s']);
  await page.evaluate(async () => {
    hooks.server.add('user_2', 'Grace’s');
    hooks.render({ apiKeys: await hooks.newOfAnotherCopy() });
  });
  await expectState(page, { names: ['Ada’s'] });
  await page.evaluate(() => hooks.create.mutateAsync({ name: 'Ada’s other' }));
  await expectState(page, { names: ['Ada’s other', 'Ada’s'] });
  await page.evaluate(() => hooks.clerk.setUser('user_2'));
  await expectState(page, { names: ['Grace’s'] });
  expect(await page.evaluate(() => hooks.create.data ?? null)).toBeNull();
});

test('another project leaves the list of a provider beside it, and its request', async ({
  page,
}) => {
  await openHooks(page, 'user_1');
  await page.evaluate(() => {
    hooks.server.add('project_1', 'Of the first');
    hooks.server.add('project_2', 'Of the second');
    hooks.project = hooks.newProject('project_1');
    hooks.render({ apiKeys: hooks.project });
    hooks.renderNeighbour({ apiKeys: hooks.project });
  });
  const neighbour = () =>
    page.evaluate(() => {
      const { data, isFetching } = hooks.neighbour;
      return { names: data.map(({ name }) => name), isFetching };
    });
  await expect.poll(neighbour).toEqual({ names: ['Of the first'], isFetching: false });
  await page.evaluate(() => {
    hooks.server.hold();
    hooks.neighbour.revalidate();
  });
  await expect.poll(() => requests(page)).toHaveLength(2);
  await page.evaluate(() => hooks.render({ apiKeys: hooks.newProject('project_2') }));
  await expectState(page, { isLoading: true, names: [] });
  await page.evaluate(() => {
    hooks.server.add('project_1', 'Of the first, too');
    hooks.server.release();
  });
  await expectState(page, { names: ['Of the second'] });
  const both = ['Of the first', 'Of the first, too'];
  await expect.poll(neighbour).toEqual({ names: both, isFetching: false });
  await page.evaluate(() => hooks.neighbour.revalidate());
  const lists = (await requests(page)).length;
  expect(lists).toBe(4);
});

test('data that the page sets while Clerk switches is shown to nobody', async ({ page }) => {
  await openHooks(page, 'user_1', ['Ada’s']);
  await page.evaluate(() => hooks.render());
  await expectState(page, { names: ['Ada’s'] });
  await page.evaluate(() => {
    hooks.shown = hooks.list.data;
    hooks.clerk.beginSwitch();
  });
  await expectState(page, { isLoading: true, names: [] });
  await page.evaluate(() => hooks.list.setData({ data: hooks.shown, total_count: 1 }));
  await page.evaluate(() => hooks.clerk.setUser('user_2'));
  await expectState(page, { isLoading: false, names: [] });
  await page.evaluate(() => hooks.clerk.beginSwitch());
  await expectState(page, { isLoading: true, names: [] });
});

test('a provider that was away removes the lists of the previous user', async ({ page }) => {
  await openHooks(page, 'user_1', ['Ada’s']);
  await page.evaluate(() => hooks.render());
  await expectState(page, { names: ['Ada’s'] });
  await page.evaluate(() => hooks.unmount());
  await expect(page.getByText('Ada’s')).toHaveCount(0);
  await page.evaluate(() => {
    hooks.server.add('user_2', 'Grace’s');
    hooks.clerk.setUser('user_2');
    hooks.render();
  });
  await expectState(page, { names: ['Grace’s'] });
  expect(await page.evaluate(() => hooks.cacheContents())).not.toContain('Ada’s');
});
