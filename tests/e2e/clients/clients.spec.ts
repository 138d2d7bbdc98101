import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import { ada } from '../standin/people.ts';
import type { Session } from '../standin/session.ts';
import type {} from './site/main.tsx';

test.use({ site: 'clients' });

const names = ['Nightly backup', 'Weekly report', 'Monthly report'];

async function open(page: Page, session: Session) {
  for (const name of names) await session.create({ name, subject: ada.id });
  await page.goto('/');
  await expect(page.getByText('Page 1 of 2, 3 keys')).toBeVisible();
}

test('Clerk’s useAPIKeys() lists, searches and pages with this package', async ({
  page,
  session,
}) => {
  await open(page, session);
  const items = page.getByRole('listitem');
  await expect(items).toContainText(['Monthly report', 'Weekly report']);
  await page.getByRole('button', { name: 'Next' }).click();
  await expect(items).toContainText(['Nightly backup']);
  await page.getByRole('button', { name: 'Previous' }).click();
  await expect(items).toContainText(['Monthly report', 'Weekly report']);

  await page.getByLabel('Search').fill('night');
  await expect(items).toContainText(['Nightly backup']);
  await expect(page.getByText('Page 1 of 1, 1 keys')).toBeVisible();
  // clerk-js has no such method.
  expect(await page.evaluate(() => Reflect.has(clients.clerk.apiKeys, 'iterate'))).toBe(true);
});

test('Clerk’s example of useClerk().apiKeys creates and revokes', async ({ page, session }) => {
  await open(page, session);
  await page.getByLabel('Name').fill('Deploy');
  await page.getByRole('button', { name: 'Create' }).click();
  await expect(page.getByRole('status')).toHaveText(/^ak_[0-9a-f]{64}$/);
  await expect(page.getByText('Page 1 of 2, 4 keys')).toBeVisible();

  const first = page.getByRole('listitem').first();
  await expect(first).toContainText('Deploy');
  await first.getByRole('button', { name: 'Revoke' }).click();
  await expect(page.getByText('Page 1 of 2, 3 keys')).toBeVisible();
  await expect(first).toContainText('Monthly report');
});

test('Clerk’s type guards recognize our errors', async ({ page, session, monitor }) => {
  await open(page, session);
  const results = await page.evaluate(async () => {
    const { clerk, guards } = clients;
    const failures = [
      clerk.apiKeys.create({ name: 'Weekly report' }),
      clerk.apiKeys.create({ name: '' }),
    ];
    const outcomes = await Promise.allSettled(failures);
    return outcomes.map((outcome) => outcome.status === 'rejected' && guards(outcome.reason));
  });
  monitor.expectError('409 /__clerk/api_keys');
  expect(results).toEqual([
    { response: true, runtime: false },
    { response: false, runtime: true },
  ]);
});
