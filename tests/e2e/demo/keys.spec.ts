import { expect, test } from '../fixtures.ts';
import { ada } from '../standin/people.ts';
import { DemoPage } from './demo-page.ts';

test('a key is revoked with a reason', async ({ page, session }) => {
  await session.create({ name: 'Nightly backup', subject: ada.id });
  await session.create({ name: 'Weekly report', subject: ada.id });
  const demo = new DemoPage(page);
  await demo.open();

  await demo.revoke('Nightly backup', 'It was in a log.');
  await expect(demo.notice).toHaveText('“Nightly backup” is revoked.');
  await expect(demo.names).toHaveText(['Weekly report']);

  await demo.all.check();
  await expect(demo.names).toHaveText(['Weekly report', 'Nightly backup']);
  const row = demo.row('Nightly backup');
  await expect(row).toContainText('Revoked');
  await expect(row).toContainText('It was in a log.');
  await expect(demo.button('Revoke Nightly backup')).toHaveCount(0);
});

test('a reload shows changes by another client', async ({ page, session }) => {
  const { id } = await session.create({ name: 'Nightly backup', subject: ada.id });
  const demo = new DemoPage(page);
  await demo.open();
  await expect(demo.row('Nightly backup')).toContainText('Active');

  await session.revoke(id, 'It was in a log.');
  await demo.button('Reload Nightly backup').click();
  await expect(demo.notice).toHaveText('“Nightly backup” is up to date.');
  await expect(demo.row('Nightly backup')).toContainText('Revoked');
  await expect(demo.row('Nightly backup')).toContainText('It was in a log.');
});

test('a network error shows a message and a retry button', async ({ page, session, monitor }) => {
  await session.create({ name: 'Nightly backup', subject: ada.id });
  await page.route('**/api_keys?*', (route) => route.abort());
  const demo = new DemoPage(page);
  await page.goto('/');
  await expect(demo.error).toContainText('the server could not be reached');
  await expect(demo.error.locator('code')).toHaveText('network_error');
  monitor.expectError('Failed to load resource: net::ERR_FAILED', 3);

  await page.unroute('**/api_keys?*');
  await demo.button('Try again').click();
  await expect(demo.names).toHaveText(['Nightly backup']);
});
