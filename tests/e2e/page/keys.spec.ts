import { expect, test } from '../fixtures.ts';
import { ada } from '../standin/people.ts';
import { Home } from './home.ts';

test('a key is revoked for a reason', async ({ page, session }) => {
  await session.create({ name: 'Nightly backup', subject: ada.id });
  await session.create({ name: 'Weekly report', subject: ada.id });
  const home = new Home(page);
  await home.open();

  await home.revoke('Nightly backup', 'It was in a log.');
  await expect(home.notice).toHaveText('“Nightly backup” is revoked.');
  await expect(home.names).toHaveText(['Weekly report']);

  await home.all.check();
  await expect(home.names).toHaveText(['Weekly report', 'Nightly backup']);
  const row = home.row('Nightly backup');
  await expect(row).toContainText('Revoked');
  await expect(row).toContainText('It was in a log.');
  await expect(home.button('Revoke Nightly backup')).toHaveCount(0);
});

test('a reload shows what happened elsewhere', async ({ page, session, watch }) => {
  const { id } = await session.create({ name: 'Nightly backup', subject: ada.id });
  const home = new Home(page);
  await home.open();
  await expect(home.row('Nightly backup')).toContainText('Active');

  await session.revoke(id, 'It was in a log.');
  await home.button('Reload Nightly backup').click();
  await expect(home.notice).toHaveText('“Nightly backup” is up to date.');
  await expect(home.row('Nightly backup')).toContainText('Revoked');
  await expect(home.row('Nightly backup')).toContainText('It was in a log.');
  watch.intend(`404 /__clerk/v1/api_keys/${id}`);
});

test('a lost connection is said in words, and can be tried again', async ({
  page,
  session,
  watch,
}) => {
  await session.create({ name: 'Nightly backup', subject: ada.id });
  await page.route('**/api_keys?*', (route) => route.abort());
  const home = new Home(page);
  await page.goto('/');
  await expect(home.error).toContainText('the server could not be reached');
  await expect(home.error.locator('code')).toHaveText('network_error');
  watch.intend('Failed to load resource: net::ERR_FAILED', 3);

  await page.unroute('**/api_keys?*');
  await home.button('Try again').click();
  await expect(home.names).toHaveText(['Nightly backup']);
});
