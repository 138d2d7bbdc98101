import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import { ada, analyticalEngines, grace } from '../standin/people.ts';
import { Home } from './home.ts';
import { day, holdBack, inDays, own, refuse, serveKeys, wireKey } from './network.ts';

const hour = day / 24;

test('an organization’s key tells who made it, where that is somebody else', async ({ page }) => {
  const subject = analyticalEngines.id;
  await serveKeys(page, [
    wireKey({ name: 'Hers', subject, created_by: grace.id }),
    wireKey({ name: 'Mine', subject, created_by: ada.id }),
    wireKey({ name: 'A stranger’s', subject, created_by: 'user_2unknown' }),
  ]);
  const home = new Home(page);
  await home.open();
  await home.organization.selectOption(analyticalEngines.name);
  await expect(home.cell('Hers', 'Owner')).toHaveText(`${analyticalEngines.name} by ${grace.name}`);
  await expect(home.cell('Mine', 'Owner')).toHaveText(`${analyticalEngines.name} by ${ada.name}`);
  await expect(home.cell('A stranger’s', 'Owner')).toContainText('by user_2unknown');
});

test('when a key expires and was used is told in words', async ({ page }) => {
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
  const home = new Home(page);
  await home.open();
  await home.all.check();
  for (const [name, , words] of expirations) {
    await expect(home.cell(name, 'Expires')).toHaveText(words);
    await expect(home.cell(name, 'Last used')).toHaveText('Never used');
  }
  // Nothing comes of a revoked key's end any more.
  await expect(home.cell('used', 'Expires')).toHaveText(/20\d\d $/);
  await expect(home.cell('used', 'Last used')).toHaveText(/20\d\d/);
});

test('a key that expires while the page is open is told so', async ({ page }) => {
  await page.clock.install();
  await serveKeys(page, [wireKey({ name: 'Short', expiration: Date.now() + 3 * 60_000 })]);
  const home = new Home(page);
  await home.open();
  await expect(home.cell('Short', 'Status')).toHaveText('Active');
  await page.clock.fastForward('04:00');
  await expect(home.cell('Short', 'Status')).toHaveText('Expired');
  await expect(home.cell('Short', 'Expires')).toContainText('Expired 1 minute ago');
});

test('every column sorts, both ways', async ({ page }) => {
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
  const home = new Home(page);
  await home.open();
  await home.all.check();
  await expect(home.column('Created')).toHaveAttribute('aria-sort', 'descending');

  const a = 'Änne';
  const orders: [column: string, first: string[], then: string[]][] = [
    ['Name', [a, 'key 1', 'Key 9', 'Key 10'], ['Key 10', 'Key 9', 'key 1', a]],
    ['Status', ['Key 10', a, 'Key 9', 'key 1'], ['key 1', 'Key 9', 'Key 10', a]],
    // What is alike stays in the order in which the server gave it.
    ['Owner', ['Key 9', 'key 1', 'Key 10', a], ['Key 10', a, 'Key 9', 'key 1']],
    ['Last used', ['Key 9', 'key 1', 'Key 10', a], ['Key 10', a, 'key 1', 'Key 9']],
    ['Expires', [a, 'Key 10', 'Key 9', 'key 1'], ['Key 9', 'key 1', 'Key 10', a]],
    ['Created', ['Key 10', 'Key 9', 'key 1', a], [a, 'key 1', 'Key 9', 'Key 10']],
  ];
  for (const [column, first, then] of orders) {
    const isByDate = column === 'Created' || column === 'Last used';
    const ways = isByDate ? ['descending', 'ascending'] : ['ascending', 'descending'];
    for (const [i, order] of [first, then].entries()) {
      await home.column(column).getByRole('button').click();
      await expect(home.names, `${column}, ${ways[i]}`).toHaveText(order);
      await expect(home.column(column)).toHaveAttribute('aria-sort', ways[i] ?? '');
      await expect(page.locator('[aria-sort]')).toHaveCount(1);
    }
  }

  // The same where the table has become cards.
  await page.setViewportSize({ width: 320, height: 640 });
  await page.getByLabel('Sort by').selectOption('Name');
  await expect(home.names).toHaveText([a, 'key 1', 'Key 9', 'Key 10']);
  await home.button('ascending').click();
  await expect(home.names).toHaveText(['Key 10', 'Key 9', 'key 1', a]);
});

test('a page has as many rows as one wants', async ({ page }) => {
  await serveKeys(
    page,
    Array.from({ length: 30 }, (_, i) => wireKey({ created_at: inDays(-i) })),
  );
  const home = new Home(page);
  await home.open();
  await expect(home.count).toHaveText('1–10 of 30 keys');
  await expect(home.pages).toContainText('Page 1 of 3');
  const [previous, next] = [home.button('Previous'), home.button('Next')];
  await expect(previous).toHaveAttribute('aria-disabled', 'true');
  await next.click();
  await next.click();
  await expect(home.count).toHaveText('21–30 of 30 keys');
  await expect(next).toHaveAttribute('aria-disabled', 'true');
  await expect(next, 'it keeps the focus').toBeFocused();

  await home.pages.getByLabel('Rows').selectOption('25');
  await expect(home.count).toHaveText('1–25 of 30 keys');
  await expect(home.names).toHaveCount(25);
  await home.pages.getByLabel('Rows').selectOption('50');
  await expect(home.count).toHaveText('30 keys');
  await expect(home.pages).toContainText('Page 1 of 1');
});

test('keys are chosen one by one, by the page, and all', async ({ page }) => {
  const revoked = wireKey({ name: 'Leaked', revoked: true });
  await serveKeys(page, [revoked, ...Array.from({ length: 12 }, () => wireKey({ created_at: 1 }))]);
  const home = new Home(page);
  await home.open();
  await home.all.check();
  await expect(home.box('Leaked'), 'it can be revoked no further').toHaveCount(0);

  const boxes = page.getByRole('checkbox', { name: /^Select Key/ });
  await boxes.first().check();
  await expect(home.told('1 selected')).toBeVisible();
  await expect(home.pageBox).toBeChecked({ indeterminate: true });
  await home.pageBox.check();
  await expect(home.told('9 selected')).toBeVisible();
  await expect(home.pageBox).toBeChecked();
  await home.button('Select all 12').click();
  await expect(home.told('12 selected')).toBeVisible();
  await expect(home.button('Select all 12')).toHaveCount(0);
  await home.button('Next').click();
  await expect(home.pageBox, 'of the other page too').toBeChecked();
  await home.pageBox.uncheck();
  await expect(home.told('9 selected')).toBeVisible();
  await home.button('Clear').click();
  await expect(home.told('selected')).toHaveCount(0);
  await expect(home.pageBox).not.toBeChecked();
});

test('a search waits for a pause, and asks the server nothing', async ({ page, standIn }) => {
  await serveKeys(page, [
    wireKey({ name: 'Nightly backup', description: 'Runs at TWO.' }),
    wireKey({ name: 'Weekly report', created_by: grace.id }),
  ]);
  const home = new Home(page);
  await home.open();
  await page.clock.install();
  await standIn.journal.clear();
  await page.clock.pauseAt(Date.now() + 1000);
  await home.search.fill('night');
  await page.clock.runFor(140);
  await home.search.fill('nightly');
  await page.clock.runFor(140);
  await expect(home.names).toHaveCount(2);
  await page.clock.runFor(20);
  await expect(home.names).toHaveCount(1);
  await page.clock.resume();

  for (const [text, name] of [
    ['two', 'Nightly backup'],
    ['HOPPER', 'Weekly report'],
    [' weekly ', 'Weekly report'],
  ] as const) {
    await home.search.fill(text);
    await expect(home.names).toHaveText([new RegExp(`^${name}`)]);
  }
  await home.search.fill('of no key');
  await expect(
    page.getByRole('heading', { name: 'No active key matches “of no key”' }),
  ).toBeVisible();
  await home.button('Clear the search').click();
  await expect(home.search).toHaveValue('');
  await expect(home.search).toBeFocused();
  await expect(home.count).toHaveText('2 keys');
  expect(await standIn.journal.read()).toEqual([]);
});

test('only active keys are listed, or all', async ({ page }) => {
  await serveKeys(page, [
    wireKey({ name: 'Good' }),
    wireKey({ name: 'Ended', expired: true, expiration: inDays(-1) }),
    wireKey({ name: 'Leaked', revoked: true, revocation_reason: 'It was in a log.' }),
  ]);
  const home = new Home(page);
  await home.open();
  await expect(home.names).toHaveText(['Good']);
  await home.all.check();
  await expect(home.names).toHaveCount(3);
  await expect(home.cell('Good', 'Status')).toHaveText('Active');
  await expect(home.cell('Ended', 'Status')).toHaveText('Expired');
  await expect(home.cell('Leaked', 'Status')).toHaveText('RevokedIt was in a log.');
  await home.active.check();
  await expect(home.names).toHaveText(['Good']);
});

test('while keys are loaded, their shape is shown and it is said', async ({ page }) => {
  const list = await holdBack(page, own.list);
  await page.goto('/');
  await list.asked;
  const home = new Home(page);
  await expect(home.told('Loading keys…')).toBeVisible();
  await expect(page.locator('.skeleton')).toBeVisible();
  await expect(page.getByRole('table')).toHaveCount(0);
  list.letGo();
  await expect(page.getByRole('heading', { name: 'No active keys' })).toBeVisible();
  await expect(page.locator('.skeleton')).toHaveCount(0);
  await home.button('Create a key').click();
  await expect(home.createDialog).toBeVisible();
});

test('keys that were loaded stay where reading them again fails', async ({ page, watch }) => {
  await serveKeys(page, [wireKey({ name: 'Nightly backup' })]);
  const home = new Home(page);
  await home.open();
  const unrefuse = await refuse(page, own.list, 'You may not list these keys.');
  await returnOnline(page);
  await expect(home.error).toContainText('You may not list these keys.');
  await expect(home.error.locator('code')).toHaveText('not_allowed');
  await expect(home.names).toHaveText(['Nightly backup']);
  watch.allow('403 /__clerk/api_keys');

  await unrefuse();
  await home.button('Try again').click();
  await expect(home.heading).toBeFocused();
  await expect(home.error).toHaveCount(0);
  await expect(home.names).toHaveText(['Nightly backup']);
});

test('without a network it is said, and once it is back the keys are read again', async ({
  page,
  session,
}) => {
  const home = new Home(page);
  await home.open();
  await page.context().setOffline(true);
  await expect(home.told('You are offline.')).toBeVisible();
  await session.create({ name: 'Made elsewhere', subject: ada.id });
  let asked = 0;
  page.on('request', (request) => {
    if (own.list.url.test(request.url())) asked++;
  });
  await page.context().setOffline(false);
  await expect(home.names).toHaveText(['Made elsewhere']);
  await expect(home.told('You are offline.')).toHaveCount(0);
  expect(asked).toBe(1);
});

test('more than a hundred keys are read part after part', async ({ page }) => {
  const keys = Array.from({ length: 250 }, (_, i) => wireKey({ created_at: inDays(-i) }));
  await serveKeys(page, keys);
  const third = { method: 'GET', url: /\/__clerk\/api_keys\?.*offset=200/ };
  const held = await holdBack(page, third);
  const home = new Home(page);
  await page.goto('/');
  await held.asked;
  await expect(home.told('200 keys so far…')).toBeVisible();
  await expect(home.names, 'what is there can be worked with').toHaveCount(10);
  held.letGo();
  await expect(home.count).toHaveText('1–10 of 250 keys');
  await home.column('Created').getByRole('button').click();
  await expect(home.names.first(), 'all are sorted').toHaveText(keys.at(-1)?.name ?? '');
});

/** The network goes, and comes back. */
async function returnOnline(page: Page): Promise<void> {
  await page.context().setOffline(true);
  await expect(page.getByText('You are offline.')).toBeVisible();
  await page.context().setOffline(false);
}
