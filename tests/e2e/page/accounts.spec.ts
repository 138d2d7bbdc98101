import { expect, test } from '../fixtures.ts';
import { ada, analyticalEngines, grace } from '../standin/people.ts';
import { Home } from './home.ts';

test('another organization has another list', async ({ page, session }) => {
  await session.create({ name: 'Ada’s own', subject: ada.id });
  const home = new Home(page);
  await home.open();
  await expect(home.names).toHaveText(['Ada’s own']);

  await home.organization.selectOption(analyticalEngines.name);
  await expect(page.getByText(`of ${analyticalEngines.name}`)).toBeVisible();
  await expect(home.count).toHaveText('No keys');
  await home.create('The engine’s');
  await home.saveSecret();
  await expect(home.names).toHaveText(['The engine’s']);

  await home.organization.selectOption('Personal account');
  await expect(home.names).toHaveText(['Ada’s own']);
  await home.organization.selectOption(analyticalEngines.name);
  await expect(home.names).toHaveText(['The engine’s']);
});

test('another user has another list, and shares the organization’s', async ({ page, session }) => {
  await session.create({ name: 'Ada’s own', subject: ada.id });
  const home = new Home(page);
  await home.open();
  await home.organization.selectOption(analyticalEngines.name);
  await expect(home.count).toHaveText('No keys');
  await home.create('The engine’s');
  await home.saveSecret();

  await home.button(`Switch to ${grace.name}`).click();
  await expect(page.getByText(grace.email)).toBeVisible();
  await home.organization.selectOption('Personal account');
  await expect(home.count).toHaveText('No keys');
  await home.organization.selectOption(analyticalEngines.name);
  await expect(home.names).toHaveText(['The engine’s']);
});

test('signed out, a call is refused before anything is sent', async ({ page, standIn }) => {
  const home = new Home(page);
  await home.open();
  await home.button('Sign out').click();
  await expect(page.getByRole('heading', { name: 'You are signed out' })).toBeVisible();

  await standIn.journal.clear();
  await home.button('List keys anyway').click();
  await expect(home.error).toContainText('there is no session token: no user is signed in');
  await expect(home.error.locator('code')).toHaveText('no_session_token');
  expect(await standIn.journal.read()).toEqual([]);

  await home.button(`Sign in as ${grace.name}`).click();
  await expect(home.heading).toBeVisible();
  await expect(home.count).toHaveText('No keys');
  const [first] = await standIn.journal.read();
  expect(first?.headers.authorization?.claims?.sub).toBe(grace.id);
});
