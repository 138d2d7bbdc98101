import { expect, test } from '../fixtures.ts';
import { ada, analyticalEngines, grace } from '../standin/people.ts';
import { DemoPage } from './demo-page.ts';
import { holdRequests } from './network.ts';

test('each organization has its own list', async ({ page, session }) => {
  await session.create({ name: 'Ada’s own', subject: ada.id });
  const demo = new DemoPage(page);
  await demo.open();
  await expect(demo.names).toHaveText(['Ada’s own']);

  await demo.organization.selectOption(analyticalEngines.name);
  await expect(page.getByText(`of ${analyticalEngines.name}`)).toBeVisible();
  await expect(demo.count).toHaveText('No keys');
  await demo.create('The engine’s');
  await demo.saveSecret();
  await expect(demo.names).toHaveText(['The engine’s']);

  await demo.organization.selectOption('Personal account');
  await expect(demo.names).toHaveText(['Ada’s own']);
  await demo.organization.selectOption(analyticalEngines.name);
  await expect(demo.names).toHaveText(['The engine’s']);
});

test('each user has their own list, and members share the list of an organization', async ({
  page,
  session,
}) => {
  await session.create({ name: 'Ada’s own', subject: ada.id });
  const demo = new DemoPage(page);
  await demo.open();
  await demo.organization.selectOption(analyticalEngines.name);
  await expect(demo.count).toHaveText('No keys');
  await demo.create('The engine’s');
  await demo.saveSecret();

  await demo.button(`Switch to ${grace.name}`).click();
  await expect(page.getByText(grace.email)).toBeVisible();
  await demo.organization.selectOption('Personal account');
  await expect(demo.count).toHaveText('No keys');
  await demo.organization.selectOption(analyticalEngines.name);
  await expect(demo.names).toHaveText(['The engine’s']);
});

test('without a session a call rejects before a request is sent', async ({ page, standIn }) => {
  const demo = new DemoPage(page);
  await demo.open();
  await demo.button('Sign out').click();
  await expect(page.getByRole('heading', { name: 'You are signed out' })).toBeVisible();

  await standIn.journal.clear();
  await demo.button('List keys anyway').click();
  await expect(demo.error).toContainText('there is no session token: no user is signed in');
  await expect(demo.error.locator('code')).toHaveText('no_session_token');
  expect(await standIn.journal.read()).toEqual([]);

  await demo.button(`Sign in as ${grace.name}`).click();
  await expect(demo.heading).toBeVisible();
  await expect(demo.count).toHaveText('No keys');
  const [first] = await standIn.journal.read();
  expect(first?.headers.authorization?.claims?.sub).toBe(grace.id);
});

test('a choice of organization during a switch is ignored', async ({ page }) => {
  const demo = new DemoPage(page);
  await demo.open();
  const held = await holdRequests(page, { method: 'POST', url: /\/sessions\/[^/]+\/touch/ });
  await demo.organization.selectOption(analyticalEngines.name);
  await held.requested;
  await demo.organization.selectOption('Personal account');
  await expect(demo.organization).toHaveValue(analyticalEngines.id);
  held.release();
  await expect(page.getByText(`of ${analyticalEngines.name}`)).toBeVisible();
  await expect(demo.organization).toHaveValue(analyticalEngines.id);
});
