import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import { openManager } from './open.ts';

test.use({ site: 'manager' });

/** Waits until the hook has loaded everything, and returns the names of the keys. */
async function loaded(page: Page): Promise<string[]> {
  await page.waitForFunction(() => manager.list.data?.length && !manager.list.isFetching);
  return page.evaluate(() => manager.list.data.map(({ name }) => name));
}

/** The names of these keys, newest first. */
const names = (from: number, to: number) =>
  Array.from({ length: from - to + 1 }, (_, i) => `Key ${from - i}`);

test('six pages are asked for at a time, once their number is known', async ({ page }) => {
  await openManager(page, 2000);
  await page.evaluate(() => {
    manager.server.latencyMs = 20;
    manager.renderHook();
  });
  expect(await loaded(page)).toEqual(names(2000, 1));
  expect(await page.evaluate(() => manager.server.mostAtOnce)).toBe(6);
  const offsets = await page.evaluate(() => manager.server.offsets);
  expect(offsets.toSorted((one, other) => one - other)).toEqual(
    Array.from({ length: 20 }, (_, page) => page * 100),
  );
});

test('ten thousand keys need 17 rounds of requests, and are shown as they arrive', async ({
  page,
}) => {
  await openManager(page, 10_000);
  const rounds = await page.evaluate(async () => {
    manager.server.latencyMs = 100;
    const begin = performance.now();
    manager.render();
    const status = () =>
      document.querySelector('.apikeys-list-status [role=status]')?.textContent ?? '';
    while (!status().includes('of 10,000 keys so far')) await new Promise(requestAnimationFrame);
    while (!status().includes('1–10 of 10,000 keys')) await new Promise(requestAnimationFrame);
    console.log(`10 000 keys in ${Math.round(performance.now() - begin)} ms`);
    return manager.server.offsets.length / manager.server.mostAtOnce;
  });
  // The first page alone, and 99 more six at a time: 1.8 s of latency.
  expect(rounds).toBeLessThan(17);
});

test('while more keys arrive, count, search, sort and progress say so', async ({ page }) => {
  await openManager(page, 1000);
  await page.evaluate(() => {
    // The last pages never come.
    manager.server.beforeList = (answered) => {
      if (answered === 4) manager.server.latencyMs = 3_600_000;
    };
    manager.render();
  });
  await expect(page.getByText(/^\d00 of 1,000 keys so far…$/)).toBeVisible();
  const progress = page.getByRole('progressbar', { name: 'Loading keys' });
  await expect(progress).toBeVisible();
  expect(await progress.getAttribute('max')).toBe('1000');
  await page.getByRole('searchbox').fill('Key 999');
  await expect(page.getByText(/^1 match in \d00 of 1,000 keys so far…$/)).toBeVisible();
  await page.getByRole('button', { name: 'Name', exact: true }).click();
  await expect(page.getByText('The order will change as more keys arrive.')).toBeVisible();
  const save = page.getByRole('button', { name: 'Export CSV' });
  await expect(save, 'not as if these were all').toHaveAttribute('aria-disabled', 'true');
  await page.getByRole('searchbox').fill('Key 12');
  await expect(page.getByRole('rowheader')).toHaveCount(0);
  await expect(page.getByText('matches “Key 12”'), 'it may still come').toHaveCount(0);
});

test('before Clerk has loaded, no dialog opens and nothing is searched or chosen', async ({
  page,
}) => {
  await openManager(page, 2);
  await page.evaluate(() => {
    manager.clerk.loaded = false;
    manager.render();
  });
  const create = page.getByRole('button', { name: 'Create key' });
  const search = page.getByRole('searchbox');
  await expect(create).toHaveAttribute('aria-disabled', 'true');
  await create.click({ force: true });
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(search).not.toBeEditable();
  await expect(page.getByRole('radio', { name: 'All' })).toBeDisabled();

  await page.evaluate(() => manager.clerk.setUser('user_1'));
  await expect(page.getByRole('rowheader')).toHaveText(['Key 2', 'Key 1']);
  await search.fill('Key 1');
  await expect(page.getByRole('rowheader')).toHaveText(['Key 1']);
  await create.click();
  await expect(page.getByRole('dialog')).toBeVisible();
});

test('while the host page restores its cache, it does not say that there are no keys', async ({
  page,
}) => {
  await openManager(page, 2);
  await page.evaluate(() => manager.renderRestoring(true));
  await expect(page.getByText('Loading keys…')).toBeVisible();
  await expect(page.getByText('No active keys')).toHaveCount(0);
  await page.evaluate(() => manager.renderRestoring(false));
  await expect(page.getByRole('rowheader')).toHaveText(['Key 2', 'Key 1']);
});

test('a 429 slows it down, and breaks nothing', async ({ page }) => {
  await openManager(page, 2000);
  await page.evaluate(() => {
    manager.server.latencyMs = 20;
    manager.server.beforeList = (answered) => {
      if (answered === 3) manager.server.tooMany = 5;
      if (answered === 14) manager.server.mostAtOnce = 0;
    };
    manager.renderHook();
  });
  expect(await loaded(page)).toEqual(names(2000, 1));
  expect(await page.evaluate(() => manager.list.isError)).toBe(false);
  expect(await page.evaluate(() => manager.server.mostAtOnce), 'one at a time since then').toBe(1);
});

test('an error keeps what has arrived, and a retry loads the rest', async ({ page }) => {
  await openManager(page, 1000);
  await page.evaluate(() => {
    const { fetch } = manager.server;
    let requests = 0;
    Object.assign(manager.server, {
      fetch: async (...args: Parameters<typeof fetch>) => {
        const number = ++requests;
        const response = await fetch(...args);
        // The others are shown before this one fails.
        if (number === 7) await new Promise((done) => setTimeout(done, 500));
        return number === 7 ? Response.json({ errors: [] }, { status: 403 }) : response;
      },
    });
    manager.render();
  });
  await expect(page.getByRole('alert')).toBeVisible();
  await expect(page.getByRole('rowheader').first()).toHaveText('Key 1000');
  const save = page.getByRole('button', { name: 'Export CSV' });
  await expect(save).toHaveAttribute('aria-disabled', 'true');
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByText('1–10 of 1,000 keys')).toBeVisible();
  await expect(page.getByRole('alert')).toHaveCount(0);
  await expect(save).not.toHaveAttribute('aria-disabled');
});

for (const change of ['a key that is revoked', 'a key that is created'] as const) {
  test(`${change} while pages are loaded makes none missing, and none double`, async ({ page }) => {
    await openManager(page, 2000);
    await page.evaluate((change) => {
      manager.server.latencyMs = 20;
      manager.server.beforeList = (answered) => {
        if (answered !== 9) return;
        const key = manager.server.keys[50];
        if (change === 'a key that is created') manager.server.add(1);
        else if (key) key.revoked = true;
      };
      manager.renderHook();
    }, change);
    const expected =
      change === 'a key that is created'
        ? names(2001, 1)
        : names(2000, 1).filter((name) => name !== 'Key 1950');
    expect(await loaded(page)).toEqual(expected);
  });
}

test('a change that leaves the count as it was is found, too', async ({ page }) => {
  await openManager(page, 2000);
  await page.evaluate(() => {
    manager.server.latencyMs = 20;
    manager.server.beforeList = (answered) => {
      if (answered !== 9) return;
      manager.server.add(1);
      const last = manager.server.keys.at(-1);
      if (last) last.revoked = true;
    };
    manager.renderHook();
  });
  expect(await loaded(page)).toEqual(names(2001, 2));
});

test('a list that is read again stays complete meanwhile', async ({ page }) => {
  await openManager(page, 700);
  await page.evaluate(() => manager.renderHook());
  await loaded(page);
  const smallest = await page.evaluate(async () => {
    manager.server.latencyMs = 50;
    let smallest = manager.list.data.length;
    const done = manager.list.revalidate();
    const watch = setInterval(() => {
      smallest = Math.min(smallest, manager.list.data.length);
    }, 5);
    await done;
    clearInterval(watch);
    return smallest;
  });
  expect(smallest).toBe(700);
});

test('an unmount ends the requests', async ({ page }) => {
  await openManager(page, 2000);
  await page.evaluate(() => {
    manager.server.latencyMs = 100;
    manager.renderHook();
  });
  await page.waitForFunction(() => manager.server.offsets.length > 3);
  const sent = await page.evaluate(async () => {
    manager.unmount();
    await new Promise((done) => setTimeout(done, 50));
    const before = manager.server.offsets.length;
    await new Promise((done) => setTimeout(done, 400));
    return manager.server.offsets.length - before;
  });
  expect(sent).toBe(0);
});
