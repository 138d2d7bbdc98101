import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import { ada } from '../standin/people.ts';
import { engine } from '../standin/projects.ts';
import { DemoPage } from './demo-page.ts';
import {
  clerkRequests,
  connectionReset,
  intercept,
  loseResponses,
  projectRequests,
  refuse,
} from './network.ts';
import { ProjectKeysPage } from './project-keys-page.ts';

/** Aborts every create request before it reaches the server. */
const abortCreates = (page: Page) =>
  intercept(page, clerkRequests.create, (route) => route.abort('connectionreset'));

test('a key of a lost response is shown, revoked and created again', async ({
  page,
  session,
  monitor,
}) => {
  await session.create({ name: 'Weekly report', subject: ada.id });
  const demo = new DemoPage(page);
  await demo.open();
  const restore = await loseResponses(page, clerkRequests.create);
  await demo.create('Nightly backup', { description: 'Runs at two.' });
  await expect(demo.lostDialog).toContainText('while “Nightly backup” was created');
  await expect(demo.lostDialog.getByRole('listitem')).toHaveText([
    /^Nightly backup, made .*20\d\d/,
  ]);
  monitor.expectError(connectionReset);

  await restore();
  await demo.button('Revoke and create again').click();
  // A revoked key keeps its name.
  monitor.expectError('409 /__clerk/api_keys');
  expect(await demo.saveSecret()).toMatch(/^ak_[0-9a-f]{64}$/);
  await expect(demo.notice).toHaveText('“Nightly backup (2)” is ready to use.');
  await expect(demo.names).toHaveText(['Nightly backup (2)Runs at two.', 'Weekly report']);
  await demo.all.check();
  await expect(demo.row('Nightly backup')).toContainText('Revoked');
});

test('a create that never reached the server can be repeated', async ({ page, monitor }) => {
  const demo = new DemoPage(page);
  await demo.open();
  const restore = await abortCreates(page);
  await demo.create('Nightly backup');
  await expect(demo.status('The server has no such key')).toBeVisible();
  await expect(demo.lostDialog.getByRole('listitem')).toHaveCount(0);
  monitor.expectError(connectionReset);
  await restore();
  await demo.button('Create again').click();
  await demo.saveSecret();
  await expect(demo.names).toHaveText(['Nightly backup']);
});

test('Look again finds a key that was created later', async ({ page, session, monitor }) => {
  const demo = new DemoPage(page);
  await demo.open();
  await abortCreates(page);
  await demo.create('Nightly backup');
  await expect(demo.status('The server has no such key')).toBeVisible();
  monitor.expectError(connectionReset);
  await session.create({ name: 'Nightly backup', subject: ada.id });
  await demo.button('Look again').click();
  await expect(demo.lostDialog.getByRole('listitem')).toHaveText([/^Nightly backup/]);
  await expect(demo.button('Revoke and create again')).toBeVisible();
});

test('the dialog shows the error when listing the candidates fails', async ({ page, monitor }) => {
  const demo = new DemoPage(page);
  await demo.open();
  const restore = await loseResponses(page, clerkRequests.create);
  const stopRefusing = await refuse(page, clerkRequests.list, 'You may not list these keys.');
  await demo.create('Nightly backup');
  const error = demo.lostDialog.getByRole('alert');
  await expect(error).toContainText('You may not list these keys.');
  monitor.expectError(connectionReset);
  monitor.allowError('403 /__clerk/api_keys');

  // Create again fails for the same reason.
  await restore();
  await demo.button('Create again').click();
  await expect(error).toHaveCount(2);
  await stopRefusing();
  await demo.button('Look again').click();
  await expect(demo.lostDialog.getByRole('listitem')).toHaveText([/^Nightly backup/]);
});

test('the dialog can be closed without changes', async ({ page, monitor }) => {
  const demo = new DemoPage(page);
  await demo.open();
  await loseResponses(page, clerkRequests.create);
  await demo.create('Nightly backup');
  await expect(demo.lostDialog.getByRole('listitem')).toHaveCount(1);
  monitor.expectError(connectionReset);
  await page.keyboard.press('Escape');
  await expect(demo.lostDialog).toHaveCount(0);
  await expect(demo.status('“Nightly backup” was left as it is.')).toBeVisible();
  await expect(demo.heading).toBeFocused();
  await expect(demo.names).toHaveText(['Nightly backup']);
});

test('a project key of a lost response is created again', async ({ page, monitor }) => {
  const demo = new ProjectKeysPage(page);
  await demo.open();
  const restore = await loseResponses(page, projectRequests.create);
  await demo.create('Nightly backup', { scopes: ['read'] });
  await expect(demo.lostDialog.getByRole('listitem')).toHaveText([/^Nightly backup, made/]);
  monitor.expectError(connectionReset);
  await restore();
  await demo.button('Revoke and create again').click();
  expect(await demo.saveSecret()).toMatch(/^proj_[0-9a-f]{64}$/);
  await demo.expectKeys(['Nightly backup', 'Card reader', 'Platform']);
  await demo.all.check();
  await demo.expectKeys(['Nightly backup', 'Nightly backup', ...engine.keys]);
});

test('the dialog for a project key can be closed without changes', async ({ page, monitor }) => {
  const demo = new ProjectKeysPage(page);
  await demo.open();
  await intercept(page, projectRequests.create, (route) => route.abort('connectionreset'));
  await demo.create('Nightly backup', { scopes: ['read'] });
  await expect(demo.status('The server has no such key')).toBeVisible();
  monitor.expectError(connectionReset);
  await demo.button('Leave it').click();
  await demo.expectKeys(['Card reader', 'Platform']);
});
