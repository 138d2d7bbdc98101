import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import { ada, analyticalEngines, grace } from '../standin/people.ts';
import { DemoPage } from './demo-page.ts';
import { clerkRequests, day, holdRequests, inDays, refuse, serveKeys, wireKey } from './network.ts';

const hour = day / 24;

test('the owner of an organization’s key includes its creator', async ({ page }) => {
  const subject = analyticalEngines.id;
  await serveKeys(page, [
    wireKey({ name: 'Hers', subject, created_by: grace.id }),
    wireKey({ name: 'Mine', subject, created_by: ada.id }),
    wireKey({ name: 'A stranger’s', subject, created_by: 'user_2unknown' }),
  ]);
  const demo = new DemoPage(page);
  await demo.open();
  await demo.organization.selectOption(analyticalEngines.name);
  await expect(demo.cell('Hers', 'Owner')).toHaveText(`${analyticalEngines.name} by ${grace.name}`);
  await expect(demo.cell('Mine', 'Owner')).toHaveText(`${analyticalEngines.name} by ${ada.name}`);
  await expect(demo.cell('A stranger’s', 'Owner')).toContainText('by user_2unknown');
});

test('the table shows expiration and last use as relative times', async ({ page }) => {
  const expirations: [name: string, at: number | null, words: RegExp][] = [
    ['minutes', Date.now() + 5.4 * 60_000, /20\d\d Expires in 5 minutes$/],
    ['hours', Date.now() + 5 * hour + 60_000, /20\d\d Expires in 5 hours$/],
    ['days', inDays(3), /20\d\d Expires in 3 days$/],
    ['months', inDays(90), /20\d\d Expires in 3 months$/],
    ['a year', inDays(365), /20\d\d Expires in 1 year$/],
    ['past', inDays(-3), /20\d\d Expired 3 days ago$/],
    ['never', null, /^Never$/],
  ];
  const keys = expirations.map(([name, expiration]) => wireKey({ name, expiration }));
  const revoked = { revoked: true, expiration: inDays(3) };
  const used = wireKey({ name: 'used', ...revoked, last_used_at: inDays(-400) });
  await serveKeys(page, [...keys, used]);
  const demo = new DemoPage(page);
  await demo.open();
  await demo.all.check();
  for (const [name, , words] of expirations) {
    await expect(demo.cell(name, 'Expires')).toHaveText(words);
    await expect(demo.cell(name, 'Last used')).toHaveText('Never used');
  }
  // A revoked key has no relative expiration.
  await expect(demo.cell('used', 'Expires')).toHaveText(/20\d\d $/);
  await expect(demo.cell('used', 'Last used')).toHaveText(/20\d\d/);
});

test('a key that expires while the demo page is open becomes Expired', async ({ page }) => {
  await page.clock.install();
  await serveKeys(page, [wireKey({ name: 'Short', expiration: Date.now() + 3 * 60_000 })]);
  const demo = new DemoPage(page);
  await demo.open();
  await expect(demo.cell('Short', 'Status')).toHaveText('Active');
  await page.clock.fastForward('04:00');
  await expect(demo.cell('Short', 'Status')).toHaveText('Expired');
  await expect(demo.cell('Short', 'Expires')).toContainText('Expired 1 minute ago');
});

test('every column sorts in both directions', async ({ page }) => {
  await serveKeys(page, [
    wireKey({
      name: 'Key 10',
      created_at: inDays(-1),
      expiration: inDays(9),
      created_by: grace.id,
    }),
    wireKey({ name: 'Key 9', created_at: inDays(-2), last_used_at: inDays(-1), expired: true }),
    wireKey({ name: 'key 1', created_at: inDays(-3), last_used_at: inDays(-2), revoked: true }),
    wireKey({ name: 'Änne', created_at: inDays(-4), expiration: inDays(1), created_by: grace.id }),
  ]);
  const demo = new DemoPage(page);
  await demo.open();
  await demo.all.check();
  await expect(demo.column('Created')).toHaveAttribute('aria-sort', 'descending');

  const a = 'Änne';
  const orders: [column: string, first: string[], then: string[]][] = [
    ['Name', [a, 'key 1', 'Key 9', 'Key 10'], ['Key 10', 'Key 9', 'key 1', a]],
    ['Status', ['Key 10', a, 'Key 9', 'key 1'], ['key 1', 'Key 9', 'Key 10', a]],
    // Equal values stay in the order of the server.
    ['Owner', ['Key 9', 'key 1', 'Key 10', a], ['Key 10', a, 'Key 9', 'key 1']],
    ['Last used', ['Key 9', 'key 1', 'Key 10', a], ['Key 10', a, 'key 1', 'Key 9']],
    ['Expires', [a, 'Key 10', 'Key 9', 'key 1'], ['Key 9', 'key 1', 'Key 10', a]],
    ['Created', ['Key 10', 'Key 9', 'key 1', a], [a, 'key 1', 'Key 9', 'Key 10']],
  ];
  for (const [column, first, then] of orders) {
    const isByDate = column === 'Created' || column === 'Last used';
    const directions = isByDate ? ['descending', 'ascending'] : ['ascending', 'descending'];
    for (const [i, order] of [first, then].entries()) {
      await demo.column(column).getByRole('button').click();
      await expect(demo.names, `${column}, ${directions[i]}`).toHaveText(order);
      await expect(demo.column(column)).toHaveAttribute('aria-sort', directions[i] ?? '');
      await expect(page.locator('[aria-sort]')).toHaveCount(1);
    }
  }

  // Narrow screens show cards and a select for the column.
  await page.setViewportSize({ width: 320, height: 640 });
  await page.getByLabel('Sort by').selectOption('Name');
  await expect(demo.names).toHaveText([a, 'key 1', 'Key 9', 'Key 10']);
  await demo.button('ascending').click();
  await expect(demo.names).toHaveText(['Key 10', 'Key 9', 'key 1', a]);
});

test('the number of rows on a list page can be changed', async ({ page }) => {
  await serveKeys(
    page,
    Array.from({ length: 30 }, (_, i) => wireKey({ created_at: inDays(-i) })),
  );
  const demo = new DemoPage(page);
  await demo.open();
  await expect(demo.count).toHaveText('1–10 of 30 keys');
  await expect(demo.pages).toContainText('Page 1 of 3');
  const [previous, next] = [demo.button('Previous'), demo.button('Next')];
  await expect(previous).toHaveAttribute('aria-disabled', 'true');
  await next.click();
  await next.click();
  await expect(demo.count).toHaveText('21–30 of 30 keys');
  await expect(next).toHaveAttribute('aria-disabled', 'true');
  await expect(next, 'the button keeps the focus').toBeFocused();

  await demo.pages.getByLabel('Rows').selectOption('25');
  await expect(demo.count).toHaveText('1–25 of 30 keys');
  await expect(demo.names).toHaveCount(25);
  await demo.pages.getByLabel('Rows').selectOption('50');
  await expect(demo.count).toHaveText('30 keys');
  await expect(demo.pages).toContainText('Page 1 of 1');
});

test('keys are selected one by one, by list page, and all', async ({ page }) => {
  const revoked = wireKey({ name: 'Leaked', revoked: true });
  await serveKeys(page, [revoked, ...Array.from({ length: 12 }, () => wireKey({ created_at: 1 }))]);
  const demo = new DemoPage(page);
  await demo.open();
  await demo.all.check();
  await expect(demo.checkbox('Leaked'), 'a revoked key cannot be selected').toHaveCount(0);

  const checkboxes = page.getByRole('checkbox', { name: /^Select Key/ });
  await checkboxes.first().check();
  await expect(demo.status('1 selected')).toBeVisible();
  await expect(demo.pageCheckbox).toBeChecked({ indeterminate: true });
  await demo.pageCheckbox.check();
  await expect(demo.status('9 selected')).toBeVisible();
  await expect(demo.pageCheckbox).toBeChecked();
  await demo.button('Select all 12').click();
  await expect(demo.status('12 selected')).toBeVisible();
  await expect(demo.button('Select all 12')).toHaveCount(0);
  await demo.button('Next').click();
  await expect(demo.pageCheckbox, 'the next list page is also selected').toBeChecked();
  await demo.pageCheckbox.uncheck();
  await expect(demo.status('9 selected')).toBeVisible();
  await demo.button('Clear').click();
  await expect(demo.status('selected')).toHaveCount(0);
  await expect(demo.pageCheckbox).not.toBeChecked();
});

test('a search waits for a pause in typing, and sends no request', async ({ page, standIn }) => {
  await serveKeys(page, [
    wireKey({ name: 'Nightly backup', description: 'Runs at TWO.' }),
    wireKey({ name: 'Weekly report', created_by: grace.id }),
  ]);
  const demo = new DemoPage(page);
  await demo.open();
  await page.clock.install();
  await standIn.journal.clear();
  await page.clock.pauseAt(Date.now() + 1000);
  await demo.search.fill('night');
  await page.clock.runFor(140);
  await demo.search.fill('nightly');
  await page.clock.runFor(140);
  await expect(demo.names).toHaveCount(2);
  await page.clock.runFor(20);
  await expect(demo.names).toHaveCount(1);
  await page.clock.resume();

  for (const [text, name] of [
    ['two', 'Nightly backup'],
    ['HOPPER', 'Weekly report'],
    [' weekly ', 'Weekly report'],
  ] as const) {
    await demo.search.fill(text);
    await expect(demo.names).toHaveText([new RegExp(`^${name}`)]);
  }
  await demo.search.fill('of no key');
  await expect(
    page.getByRole('heading', { name: 'No active key matches “of no key”' }),
  ).toBeVisible();
  await demo.button('Clear the search').click();
  await expect(demo.search).toHaveValue('');
  await expect(demo.search).toBeFocused();
  await expect(demo.count).toHaveText('2 keys');
  expect(await standIn.journal.read()).toEqual([]);
});

test('the filter lists active keys or all keys', async ({ page }) => {
  await serveKeys(page, [
    wireKey({ name: 'Good' }),
    wireKey({ name: 'Ended', expired: true, expiration: inDays(-1) }),
    wireKey({ name: 'Leaked', revoked: true, revocation_reason: 'It was in a log.' }),
  ]);
  const demo = new DemoPage(page);
  await demo.open();
  await expect(demo.names).toHaveText(['Good']);
  await demo.all.check();
  await expect(demo.names).toHaveCount(3);
  await expect(demo.cell('Good', 'Status')).toHaveText('Active');
  await expect(demo.cell('Ended', 'Status')).toHaveText('Expired');
  await expect(demo.cell('Leaked', 'Status')).toHaveText('RevokedIt was in a log.');
  await demo.active.check();
  await expect(demo.names).toHaveText(['Good']);
});

test('the filter begins at the first list page', async ({ page }) => {
  const keys = Array.from({ length: 30 }, (_, i) =>
    wireKey({ created_at: inDays(-i), revoked: i > 24 }),
  );
  await serveKeys(page, keys);
  const demo = new DemoPage(page);
  await demo.open();
  await demo.button('Next').click();
  await expect(demo.count).toHaveText('11–20 of 25 keys');
  await demo.all.check();
  await expect(demo.count).toHaveText('1–10 of 30 keys');
});

test('a skeleton and a status message show while keys load', async ({ page }) => {
  const held = await holdRequests(page, clerkRequests.list);
  await page.goto('/');
  await held.requested;
  const demo = new DemoPage(page);
  await expect(demo.status('Loading keys…')).toBeVisible();
  await expect(page.locator('.apikeys-skeleton')).toBeVisible();
  await expect(page.getByRole('table')).toHaveCount(0);
  held.release();
  await expect(page.getByRole('heading', { name: 'No active keys' })).toBeVisible();
  await expect(page.locator('.apikeys-skeleton')).toHaveCount(0);
  await demo.button('Create a key').click();
  await expect(demo.createDialog).toBeVisible();
});

test('loaded keys stay when loading them again fails', async ({ page, monitor }) => {
  await serveKeys(page, [wireKey({ name: 'Nightly backup' })]);
  const demo = new DemoPage(page);
  await demo.open();
  const stopRefusing = await refuse(page, clerkRequests.list, 'You may not list these keys.');
  await reconnect(page);
  await expect(demo.error).toContainText('You may not list these keys.');
  await expect(demo.error.locator('code')).toHaveText('not_allowed');
  await expect(demo.names).toHaveText(['Nightly backup']);
  monitor.allowError('403 /__clerk/api_keys');

  await stopRefusing();
  await demo.button('Try again').click();
  await expect(demo.heading).toBeFocused();
  await expect(demo.error).toHaveCount(0);
  await expect(demo.names).toHaveText(['Nightly backup']);
});

test('the demo page shows that it is offline, and reloads the keys when online', async ({
  page,
  session,
}) => {
  const demo = new DemoPage(page);
  await demo.open();
  const emptyRegions = page.getByRole('status').filter({ hasText: /^$/ });
  const before = await emptyRegions.count();
  await page.context().setOffline(true);
  await expect(demo.status('You are offline.')).toBeVisible();
  await expect(emptyRegions, 'a live region speaks of what it is filled with').toHaveCount(
    before - 1,
  );
  await session.create({ name: 'Made elsewhere', subject: ada.id });
  let requests = 0;
  page.on('request', (request) => {
    if (clerkRequests.list.url.test(request.url())) requests++;
  });
  await page.context().setOffline(false);
  await expect(demo.names).toHaveText(['Made elsewhere']);
  await expect(demo.status('You are offline.')).toHaveCount(0);
  expect(requests).toBe(1);
});

test('more than a hundred keys load in several list pages', async ({ page }) => {
  const keys = Array.from({ length: 250 }, (_, i) => wireKey({ created_at: inDays(-i) }));
  await serveKeys(page, keys);
  const thirdListPage = { method: 'GET', url: /\/__clerk\/api_keys\?.*offset=200/ };
  const held = await holdRequests(page, thirdListPage);
  const demo = new DemoPage(page);
  await page.goto('/');
  await held.requested;
  await expect(demo.status('200 of 250 keys so far…')).toBeVisible();
  await expect(demo.names, 'loaded keys are already usable').toHaveCount(10);
  held.release();
  await expect(demo.count).toHaveText('1–10 of 250 keys');
  await demo.column('Created').getByRole('button').click();
  await expect(demo.names.first(), 'all are sorted').toHaveText(keys.at(-1)?.name ?? '');
});

/** Goes offline and online again. */
async function reconnect(page: Page): Promise<void> {
  await page.context().setOffline(true);
  await expect(page.getByText('You are offline.')).toBeVisible();
  await page.context().setOffline(false);
}
