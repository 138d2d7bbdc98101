import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import { openManager, renderManager } from './open.ts';

test.use({ site: 'manager' });

test('a dialog that the browser closes anyway is open again, or its action is cancelled', async ({
  page,
}) => {
  await renderManager(page, 1);
  const dialog = page.getByRole('dialog');
  await create(page, 'Deploy');
  await page.getByRole('button', { name: 'Show' }).click();
  await closeAsBrowser(page);
  await expect(page.getByRole('textbox', { name: 'Secret' })).toHaveValue('ak_secret');
  await page.getByRole('button', { name: 'I have saved it' }).click();
  await expect(dialog).toHaveCount(0);

  await page.getByRole('button', { name: 'Edit Deploy' }).click();
  await closeAsBrowser(page);
  await expect(dialog).toHaveCount(0);
  await page.getByRole('button', { name: 'Edit Deploy' }).click();
  await expect(dialog).toBeVisible();
});

test('after a failed revoke, the list shows that the key is revoked', async ({ page }) => {
  await renderManager(page, 2);
  await loseAnswers(page);
  await page.getByRole('button', { name: 'Revoke Key 1' }).click();
  await page.getByRole('button', { name: 'Revoke key', exact: true }).click();
  await expect(page.getByRole('alert')).toBeVisible();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole('rowheader')).toHaveText(['Key 2']);
});

for (const which of ['one', 'many'] as const) {
  test(`a revoke of ${which} that an unmount aborts leaves no list that passes for fresh`, async ({
    page,
  }) => {
    await openManager(page, 2);
    await page.evaluate(() => manager.renderOverCache({ staleTime: 60_000 }));
    await expect(page.getByRole('rowheader')).toHaveText(['Key 2', 'Key 1']);
    await page.evaluate(() => {
      manager.server.latencyMs = 3_600_000;
    });
    if (which === 'one') {
      await page.getByRole('button', { name: 'Revoke Key 1' }).click();
      await page.getByRole('button', { name: 'Revoke key', exact: true }).click();
    } else {
      await page.getByLabel('Select Key 1').check();
      await page.getByRole('button', { name: 'Revoke selected' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Revoke 1 key' }).click();
    }
    await expect(page.getByRole('dialog')).toContainText('Revoking…');
    await page.evaluate(() => {
      manager.unmount();
      manager.server.latencyMs = 0;
      // The server has revoked it all the same.
      Object.assign(manager.server.keys.at(-1) ?? {}, { revoked: true });
    });
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await page.evaluate(() => manager.render({ queryClient: manager.cache }));
    await expect(page.getByRole('rowheader')).toHaveText(['Key 2']);
  });
}

test('a revoke of many reads the list again once, when its dialog is closed', async ({ page }) => {
  await renderManager(page, 3);
  await loseAnswers(page);
  for (const key of [1, 2, 3]) await page.getByLabel(`Select Key ${key}`).check();
  await page.getByRole('button', { name: 'Revoke selected' }).click();
  const reads = () => page.evaluate(() => manager.server.offsets.length);
  const before = await reads();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Revoke 3 keys' }).click();
  await expect(dialog.getByRole('alert')).toBeVisible();
  expect(await reads()).toBe(before);
  await dialog.getByRole('button', { name: 'Close' }).click();
  await expect(page.getByRole('rowheader')).toHaveCount(0);
  expect(await reads()).toBe(before + 1);
});

test('the dialog of a lost answer looks for the key once it is shown', async ({ page }) => {
  await renderManager(page, 1);
  await loseAnswers(page);
  await create(page, 'Deploy');
  const dialog = page.getByRole('dialog', { name: 'The answer was lost' });
  // The search ran to its end: this server sends no `Date`. In development React mounts each component twice.
  await expect(dialog.getByRole('alert')).toContainText("the server's clock is unknown");
});

/** Fills in the create dialog and submits it. */
async function create(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'Create key' }).click();
  await page.getByRole('dialog').getByLabel('Name').fill(name);
  await page.getByRole('button', { name: 'Create', exact: true }).click();
}

/** Closes the dialog as browsers without `closedby` do at a second Escape. */
function closeAsBrowser(page: Page): Promise<void> {
  return page.getByRole('dialog').evaluate((dialog) => (dialog as HTMLDialogElement).close());
}

/** Makes the server act on each change, and lose its answer. */
function loseAnswers(page: Page): Promise<void> {
  return page.evaluate(() => {
    const { fetch } = manager.server;
    Object.assign(manager.server, {
      fetch: async (...[input, init]: Parameters<typeof fetch>) => {
        const response = await fetch(input, init);
        if (init?.method === 'POST') throw new TypeError('Failed to fetch');
        return response;
      },
    });
  });
}
