import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import { openManager } from './open.ts';

test.use({ site: 'manager' });

/** Renders a list of 1 000 keys whose last pages never come, over a cache with these defaults. */
async function loadPartly(page: Page, queries: { staleTime: number; refetchOnMount?: boolean }) {
  await openManager(page, 1000);
  await page.evaluate((queries) => {
    manager.server.beforeList = (answered) => {
      if (answered === 4) manager.server.latencyMs = 3_600_000;
    };
    manager.renderOverCache(queries);
  }, queries);
  await expect(page.getByText(/^\d00 of 1,000 keys so far…$/)).toBeVisible();
}

test('a list whose load was cancelled is loaded again, however long the cache keeps it', async ({
  page,
}) => {
  await loadPartly(page, { staleTime: 60_000 });
  await page.evaluate(() => {
    manager.server.beforeList = () => {};
    manager.server.latencyMs = 0;
  });
  await page.getByRole('radio', { name: 'All' }).check();
  await expect(page.getByText('1–10 of 1,000 keys')).toBeVisible();
  await page.getByRole('radio', { name: 'Active' }).check();
  await expect(page.getByText('1–10 of 1,000 keys')).toBeVisible();

  const before = await page.evaluate(() => manager.server.offsets.length);
  await page.getByRole('radio', { name: 'All' }).check();
  await expect(page.getByText('1–10 of 1,000 keys')).toBeVisible();
  const after = await page.evaluate(() => manager.server.offsets.length);
  expect(after, 'a complete list is kept as long as the host page says').toBe(before);
});

test('a list that an unmount cancelled is loaded again, even where the cache loads nothing on a mount', async ({
  page,
}) => {
  await loadPartly(page, { staleTime: 60_000, refetchOnMount: false });
  await page.evaluate(() => {
    manager.unmount();
    manager.server.beforeList = () => {};
    manager.server.latencyMs = 0;
  });
  await expect(page.getByRole('rowheader')).toHaveCount(0);
  await page.evaluate(() => manager.render({ queryClient: manager.cache }));
  await expect(page.getByText('1–10 of 1,000 keys')).toBeVisible();
});

test('a reload of a key leaves the error of the list as it is', async ({ page }) => {
  await openManager(page, 2);
  await page.evaluate(() => manager.renderOverCache());
  await expect(page.getByRole('rowheader')).toHaveText(['Key 2', 'Key 1']);
  await page.evaluate(() => {
    manager.server.tooMany = 1;
    // The server asks for a pause that is longer than the list waits.
    manager.server.retryAfter = 3600;
    return manager.cache?.invalidateQueries();
  });
  await expect(page.getByRole('alert')).toBeVisible();
  await page.getByRole('button', { name: 'Reload Key 1' }).click();
  await expect(page.getByText('“Key 1” is up to date.')).toBeVisible();
  await expect(page.getByRole('alert')).toBeVisible();
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('alert')).toHaveCount(0);
});

test('an empty list that is read again keeps its button, and the focus', async ({ page }) => {
  await openManager(page, 0);
  await page.evaluate(() => manager.renderOverCache());
  const create = page.getByRole('button', { name: 'Create a key' });
  await create.focus();
  await page.evaluate(() => {
    manager.server.latencyMs = 3_600_000;
    void manager.cache?.invalidateQueries();
  });
  await page.waitForFunction(() => manager.cache?.isFetching());
  // React shows what the cache tells in the next frame.
  await page.evaluate(() => new Promise(requestAnimationFrame));
  await expect(create).toBeFocused();
});

test('the hook shows and stores no keys by the defaults of the cache', async ({ page }) => {
  await openManager(page, 2);
  await page.evaluate(() => {
    manager.calls = [];
    manager.renderHook({
      placeholderData: (before: unknown) => before as never,
      persister: ((load: () => unknown) => {
        manager.calls.push('stored');
        return load();
      }) as never,
    });
  });
  const names = () => page.evaluate(() => manager.list.data?.map(({ name }) => name));
  await expect.poll(names).toEqual(['Key 2', 'Key 1']);
  await page.evaluate(() => {
    manager.server.latencyMs = 3_600_000;
    manager.clerk.setUser('user_2');
  });
  await expect.poll(() => page.evaluate(() => manager.list.isLoading)).toBe(true);
  expect(await names()).toEqual([]);
  expect(await page.evaluate(() => manager.calls)).toEqual([]);
});
