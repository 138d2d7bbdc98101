import type { Dialog, Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import { DemoPage } from './demo-page.ts';
import { exposedData } from './exposed-data.ts';
import { heapSnapshot } from './heap-snapshot.ts';
import { clerkRequests, denyClipboard } from './network.ts';

test('the secret of a new key is shown once and not stored', async ({ page, monitor }) => {
  const demo = new DemoPage(page);
  await demo.open();
  await expect(demo.count).toHaveText('No keys');

  await demo.create('Nightly backup', { description: 'Runs at two.', expiration: '7 days' });
  await demo.button('Copy').click();
  await expect(page.getByText('Copied.')).toBeVisible();
  const secret = await page.evaluate(() => navigator.clipboard.readText());
  expect(secret).toMatch(/^ak_[0-9a-f]{64}$/);
  expect(await exposedData(page), 'hidden until Show is clicked').not.toContain(secret);

  expect(await demo.showSecret()).toBe(secret);
  expect(await exposedData(page)).toContain(secret);
  await demo.button('Hide').click();
  expect(await exposedData(page)).not.toContain(secret);
  expect(await demo.saveSecret()).toBe(secret);
  expect(await exposedData(page)).not.toContain(secret);
  expect(monitor.console.join()).not.toContain(secret);

  await expect(demo.notice).toHaveText('“Nightly backup” is ready to use.');
  await expect(demo.count).toHaveText('1 key');
  await expect(demo.names).toHaveText(['Nightly backupRuns at two.']);
  await expect(demo.row('Nightly backup')).toContainText('Active');

  await page.reload();
  await expect(demo.names).toHaveText(['Nightly backupRuns at two.']);
  expect(await exposedData(page)).not.toContain(secret);
});

test('without clipboard access, the secret is shown and selected', async ({ page, standIn }) => {
  await denyClipboard(page, standIn.origin);
  const demo = new DemoPage(page);
  await demo.open();
  await demo.create('Nightly backup');
  await demo.button('Copy').click();
  await expect(demo.status('The browser did not allow copying.')).toBeVisible();
  await expect(demo.secret).toHaveValue(/^ak_[0-9a-f]{64}$/);
  await expect(demo.secret).toBeFocused();
  const selected = await demo.secret.evaluate((area) => {
    const { value, selectionStart, selectionEnd } = area as HTMLTextAreaElement;
    return value.slice(selectionStart, selectionEnd);
  });
  expect(selected).toBe(await demo.secret.inputValue());
  await demo.button('I have saved it').click();
  await expect(demo.secretDialog).toHaveCount(0);
});

test('closing asks again if the secret was neither copied nor shown', async ({ page }) => {
  const demo = new DemoPage(page);
  await demo.open();
  await demo.create('Nightly backup');
  await page.keyboard.press('Escape');
  await expect(demo.secretDialog, 'Escape does not close the dialog').toBeVisible();
  await demo.button('I have saved it').click();
  await expect(demo.error).toHaveText(/You have neither copied nor shown the secret/);
  await demo.button('Go back').click();
  await expect(demo.error).toHaveCount(0);

  await demo.button('I have saved it').click();
  await demo.button('Show').click();
  await expect(demo.error, 'the secret was shown').toHaveCount(0);
  await expect(demo.button('Close anyway')).toHaveCount(0);
  await demo.button('I have saved it').click();
  await expect(demo.notice).toHaveText('“Nightly backup” is ready to use.');
});

test('the dialog can be closed without the secret', async ({ page }) => {
  const demo = new DemoPage(page);
  await demo.open();
  await demo.create('Nightly backup');
  await demo.button('I have saved it').click();
  await demo.button('Close anyway').click();
  await expect(demo.secretDialog).toHaveCount(0);
  expect(await asksBeforeUnload(page)).toBe(false);
});

test('leaving the demo page asks while a secret is not saved', async ({ page }) => {
  const demo = new DemoPage(page);
  await demo.open();
  expect(await asksBeforeUnload(page), 'no secret yet').toBe(false);
  await demo.open();
  await demo.create('Nightly backup');
  await expect(demo.secretDialog).toBeVisible();
  expect(await asksBeforeUnload(page)).toBe(true);

  await demo.button('Copy').click();
  await expect(demo.status('Copied.')).toBeVisible();
  expect(await asksBeforeUnload(page)).toBe(false);
});

test('after the secret is saved, it is not in memory', async ({ page }) => {
  const demo = new DemoPage(page);
  await demo.open();
  const created = page.waitForResponse(
    (response) =>
      clerkRequests.create.url.test(response.url()) && response.request().method() === 'POST',
  );
  await demo.create('Nightly backup');
  // Reads the response instead of the document: evaluating in the browser would keep the secret in memory.
  const { secret } = await (await created).json();
  await demo.button('Show').click();
  await demo.button('Copy').click();
  await expect(demo.status('Copied.')).toBeVisible();
  expect((await heapSnapshot(page)).retainersOf(secret), 'the search finds the secret').not.toEqual(
    [],
  );

  await demo.button('I have saved it').click();
  await expect(demo.notice).toBeVisible();
  expect((await heapSnapshot(page)).retainersOf(secret)).toEqual([]);
});

/** Whether the browser asks before it unloads the document. If so, stays. */
function asksBeforeUnload(page: Page): Promise<boolean> {
  return new Promise((resolve) => {
    const onDialog = async (dialog: Dialog) => {
      page.off('load', onLoad);
      expect(dialog.type()).toBe('beforeunload');
      await dialog.dismiss();
      resolve(true);
    };
    const onLoad = () => {
      page.off('dialog', onDialog);
      resolve(false);
    };
    page.once('dialog', onDialog);
    page.once('load', onLoad);
    // `page.reload()` would wait for a load that may never happen.
    page.evaluate(() => setTimeout(() => location.reload()));
  });
}
