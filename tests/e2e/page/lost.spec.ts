import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import { ada } from '../standin/people.ts';
import { engine } from '../standin/projects.ts';
import { Home } from './home.ts';
import { loseAnswers, ofProject, own, refuse, reroute, wasReset } from './network.ts';
import { ProjectsHome } from './projects.ts';

/** No request that would create a key reaches the server. */
const cutOff = (page: Page) => reroute(page, own.create, (route) => route.abort('connectionreset'));

test('what the server made is shown, revoked and made again', async ({ page, session, watch }) => {
  await session.create({ name: 'Weekly report', subject: ada.id });
  const home = new Home(page);
  await home.open();
  const end = await loseAnswers(page, own.create);
  await home.create('Nightly backup', { description: 'Runs at two.' });
  await expect(home.lostDialog).toContainText('while “Nightly backup” was created');
  await expect(home.lostDialog.getByRole('listitem')).toHaveText([
    /^Nightly backup, made .*20\d\d/,
  ]);
  watch.intend(wasReset);

  await end();
  await home.button('Revoke and create again').click();
  // The name is taken, though its key is revoked.
  watch.intend('409 /__clerk/api_keys');
  expect(await home.saveSecret()).toMatch(/^ak_[0-9a-f]{64}$/);
  await expect(home.notice).toHaveText('“Nightly backup (2)” is ready to use.');
  await expect(home.names).toHaveText(['Nightly backup (2)Runs at two.', 'Weekly report']);
  await home.all.check();
  await expect(home.row('Nightly backup')).toContainText('Revoked');
});

test('where the server made nothing, it can make it now', async ({ page, watch }) => {
  const home = new Home(page);
  await home.open();
  const end = await cutOff(page);
  await home.create('Nightly backup');
  await expect(home.told('The server has no such key')).toBeVisible();
  await expect(home.lostDialog.getByRole('listitem')).toHaveCount(0);
  watch.intend(wasReset);
  await end();
  await home.button('Create again').click();
  await home.saveSecret();
  await expect(home.names).toHaveText(['Nightly backup']);
});

test('what comes late is found by looking again', async ({ page, session, watch }) => {
  const home = new Home(page);
  await home.open();
  await cutOff(page);
  await home.create('Nightly backup');
  await expect(home.told('The server has no such key')).toBeVisible();
  watch.intend(wasReset);
  await session.create({ name: 'Nightly backup', subject: ada.id });
  await home.button('Look again').click();
  await expect(home.lostDialog.getByRole('listitem')).toHaveText([/^Nightly backup/]);
  await expect(home.button('Revoke and create again')).toBeVisible();
});

test('where nobody can look, it is said why', async ({ page, watch }) => {
  const home = new Home(page);
  await home.open();
  const end = await loseAnswers(page, own.create);
  const unrefuse = await refuse(page, own.list, 'You may not list these keys.');
  await home.create('Nightly backup');
  const error = home.lostDialog.getByRole('alert');
  await expect(error).toContainText('You may not list these keys.');
  watch.intend(wasReset);
  watch.allow('403 /__clerk/api_keys');

  // Nor can it be made again, for the same reason.
  await end();
  await home.button('Create again').click();
  await expect(error).toHaveCount(2);
  await unrefuse();
  await home.button('Look again').click();
  await expect(home.lostDialog.getByRole('listitem')).toHaveText([/^Nightly backup/]);
});

test('it can be left as it is', async ({ page, watch }) => {
  const home = new Home(page);
  await home.open();
  await loseAnswers(page, own.create);
  await home.create('Nightly backup');
  await expect(home.lostDialog.getByRole('listitem')).toHaveCount(1);
  watch.intend(wasReset);
  await page.keyboard.press('Escape');
  await expect(home.lostDialog).toHaveCount(0);
  await expect(home.told('“Nightly backup” was left as it is.')).toBeVisible();
  await expect(home.heading).toBeFocused();
  await expect(home.names).toHaveText(['Nightly backup']);
});

test('a project’s key that was lost is made again', async ({ page, watch }) => {
  const home = new ProjectsHome(page);
  await home.open();
  const end = await loseAnswers(page, ofProject.create);
  await home.create('Nightly backup', { scopes: ['read'] });
  await expect(home.lostDialog.getByRole('listitem')).toHaveText([/^Nightly backup, made/]);
  watch.intend(wasReset);
  await end();
  await home.button('Revoke and create again').click();
  expect(await home.saveSecret()).toMatch(/^proj_[0-9a-f]{64}$/);
  await home.expectKeys(['Nightly backup', 'Card reader', 'Platform']);
  await home.all.check();
  await home.expectKeys(['Nightly backup', 'Nightly backup', ...engine.keys]);
});

test('a project’s key that was lost can be left', async ({ page, watch }) => {
  const home = new ProjectsHome(page);
  await home.open();
  await reroute(page, ofProject.create, (route) => route.abort('connectionreset'));
  await home.create('Nightly backup', { scopes: ['read'] });
  await expect(home.told('The server has no such key')).toBeVisible();
  watch.intend(wasReset);
  await home.button('Leave it').click();
  await home.expectKeys(['Card reader', 'Platform']);
});
