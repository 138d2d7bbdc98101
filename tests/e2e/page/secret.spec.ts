import type { Dialog, Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import { heapOf } from './heap.ts';
import { Home } from './home.ts';
import { own, refuseClipboard } from './network.ts';
import { traces } from './traces.ts';

test('the secret of a new key is shown once, and stays nowhere', async ({ page, watch }) => {
  const home = new Home(page);
  await home.open();
  await expect(home.count).toHaveText('No keys');

  await home.create('Nightly backup', { description: 'Runs at two.', expiration: '7 days' });
  await home.button('Copy').click();
  await expect(page.getByText('Copied.')).toBeVisible();
  const secret = await page.evaluate(() => navigator.clipboard.readText());
  expect(secret).toMatch(/^ak_[0-9a-f]{64}$/);
  expect(await traces(page), 'hidden until it is asked for').not.toContain(secret);

  expect(await home.showSecret()).toBe(secret);
  expect(await traces(page)).toContain(secret);
  await home.button('Hide').click();
  expect(await traces(page)).not.toContain(secret);
  expect(await home.saveSecret()).toBe(secret);
  expect(await traces(page)).not.toContain(secret);
  expect(watch.console.join()).not.toContain(secret);

  await expect(home.notice).toHaveText('“Nightly backup” is ready to use.');
  await expect(home.count).toHaveText('1 key');
  await expect(home.names).toHaveText(['Nightly backupRuns at two.']);
  await expect(home.row('Nightly backup')).toContainText('Active');

  await page.reload();
  await expect(home.names).toHaveText(['Nightly backupRuns at two.']);
  expect(await traces(page)).not.toContain(secret);
});

test('where the browser lets nobody copy, the secret is shown and selected', async ({
  page,
  standIn,
}) => {
  await refuseClipboard(page, standIn.origin);
  const home = new Home(page);
  await home.open();
  await home.create('Nightly backup');
  await home.button('Copy').click();
  await expect(home.told('The browser did not allow copying.')).toBeVisible();
  await expect(home.secret).toHaveValue(/^ak_[0-9a-f]{64}$/);
  await expect(home.secret).toBeFocused();
  const selected = await home.secret.evaluate((area) => {
    const { value, selectionStart, selectionEnd } = area as HTMLTextAreaElement;
    return value.slice(selectionStart, selectionEnd);
  });
  expect(selected).toBe(await home.secret.inputValue());
  await home.button('I have saved it').click();
  await expect(home.secretDialog).toHaveCount(0);
});

test('whoever has neither copied nor shown it is asked once more', async ({ page }) => {
  const home = new Home(page);
  await home.open();
  await home.create('Nightly backup');
  await page.keyboard.press('Escape');
  await expect(home.secretDialog, 'it is not closed by the way').toBeVisible();
  await home.button('I have saved it').click();
  await expect(home.error).toHaveText(/You have neither copied nor shown the secret/);
  await home.button('Go back').click();
  await expect(home.error).toHaveCount(0);

  await home.button('I have saved it').click();
  await home.button('Show').click();
  await expect(home.error, 'it is taken now').toHaveCount(0);
  await expect(home.button('Close anyway')).toHaveCount(0);
  await home.button('I have saved it').click();
  await expect(home.notice).toHaveText('“Nightly backup” is ready to use.');
});

test('a secret can be left behind on purpose', async ({ page }) => {
  const home = new Home(page);
  await home.open();
  await home.create('Nightly backup');
  await home.button('I have saved it').click();
  await home.button('Close anyway').click();
  await expect(home.secretDialog).toHaveCount(0);
  expect(await asksBeforeItLeaves(page)).toBe(false);
});

test('the browser asks before the page is left with a secret that nobody took', async ({
  page,
}) => {
  const home = new Home(page);
  await home.open();
  expect(await asksBeforeItLeaves(page), 'nothing to lose yet').toBe(false);
  await home.open();
  await home.create('Nightly backup');
  await expect(home.secretDialog).toBeVisible();
  expect(await asksBeforeItLeaves(page)).toBe(true);

  await home.button('Copy').click();
  await expect(home.told('Copied.')).toBeVisible();
  expect(await asksBeforeItLeaves(page)).toBe(false);
});

test('once it is saved, the secret is nowhere in the page’s memory', async ({ page }) => {
  const home = new Home(page);
  await home.open();
  const created = page.waitForResponse(
    (response) => own.create.url.test(response.url()) && response.request().method() === 'POST',
  );
  await home.create('Nightly backup');
  // Not asked of the page: the question would leave the secret in its memory.
  const { secret } = await (await created).json();
  await home.button('Show').click();
  await home.button('Copy').click();
  await expect(home.told('Copied.')).toBeVisible();
  expect((await heapOf(page)).keepersOf(secret), 'or it could not be found at all').not.toEqual([]);

  await home.button('I have saved it').click();
  await expect(home.notice).toBeVisible();
  expect((await heapOf(page)).keepersOf(secret)).toEqual([]);
});

/** Whether the browser asks somebody who wants to leave. Then they stay. */
function asksBeforeItLeaves(page: Page): Promise<boolean> {
  return new Promise((resolve) => {
    const asked = async (dialog: Dialog) => {
      page.off('load', left);
      expect(dialog.type()).toBe('beforeunload');
      await dialog.dismiss();
      resolve(true);
    };
    const left = () => {
      page.off('dialog', asked);
      resolve(false);
    };
    page.once('dialog', asked);
    page.once('load', left);
    // Not `page.reload()`, which waits for a page that does not come.
    page.evaluate(() => setTimeout(() => location.reload()));
  });
}
