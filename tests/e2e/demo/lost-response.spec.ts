import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import { ada } from '../standin/people.ts';
import type { StandIn } from '../standin/process.ts';
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

test('a lost rotation is finished: the new key is created again, then the old one revoked', async ({
  page,
  session,
  standIn,
  monitor,
}) => {
  const { id } = await session.create({ name: 'Nightly backup', subject: ada.id });
  const demo = new DemoPage(page);
  await demo.open();
  const restore = await loseResponses(page, clerkRequests.create);
  await demo.rotate('Nightly backup', { name: 'Anew', reason: 'It is a year old.' });
  await expect(demo.lostDialog).toContainText('while the new key for “Nightly backup” was created');
  await expect(demo.lostDialog.getByRole('listitem')).toHaveText([/^Anew, made .*20\d\d/]);
  monitor.expectError(connectionReset);

  await restore();
  await standIn.journal.clear();
  await demo.button('Revoke and create again').click();
  // A revoked key keeps its name.
  monitor.expectError('409 /__clerk/api_keys');
  await expect(demo.secretDialog).toContainText('“Anew (2)”');
  expect(await revokedKeys(standIn), 'the old key is not revoked yet').not.toContain(id);
  expect(await demo.showSecret()).toMatch(/^ak_[0-9a-f]{64}$/);
  await demo.button('Saved: revoke the old key').click();
  const done = '“Anew (2)” has taken the place of “Nightly backup”.';
  await expect(demo.status(done)).toBeVisible();
  await expect(demo.heading).toBeFocused();
  await expect(demo.names).toHaveText(['Anew (2)']);
  expect(await revokedKeys(standIn)).toHaveLength(2);
  await demo.all.check();
  await expect(demo.row('Anew')).toContainText('Revoked');
  await expect(demo.row('Nightly backup')).toContainText('It is a year old.');
});

test('the new key of a lost rotation can be discarded', async ({ page, session, monitor }) => {
  await session.create({ name: 'Nightly backup', subject: ada.id });
  const demo = new DemoPage(page);
  await demo.open();
  const restore = await abortCreates(page);
  await demo.rotate('Nightly backup', { name: 'Anew' });
  await expect(demo.status('The server has no such key')).toBeVisible();
  monitor.expectError(connectionReset);
  await restore();
  await demo.button('Create again').click();
  await demo.button('Discard the new key').click();
  const message = 'The new key is revoked; “Nightly backup” stays as it was.';
  await expect(demo.status(message)).toBeVisible();
  await expect(demo.names).toHaveText(['Nightly backup']);
});

test('a lost rotation whose recreation fails can be finished later', async ({
  page,
  session,
  monitor,
}) => {
  await session.create({ name: 'Nightly backup', subject: ada.id });
  const demo = new DemoPage(page);
  await demo.open();
  const restore = await loseResponses(page, clerkRequests.create);
  await demo.rotate('Nightly backup', { name: 'Anew' });
  await expect(demo.lostDialog.getByRole('listitem')).toHaveCount(1);
  monitor.expectError(connectionReset);
  await restore();
  const stopRefusing = await refuse(page, clerkRequests.revoke, 'You may not revoke this key.');
  await demo.button('Revoke and create again').click();
  await expect(demo.lostDialog.getByRole('alert')).toContainText('You may not revoke this key.');
  monitor.allowError(await revokeErrorOf(page));
  await stopRefusing();
  await demo.button('Revoke and create again').click();
  monitor.expectError('409 /__clerk/api_keys');
  await demo.showSecret();
  await demo.button('Saved: revoke the old key').click();
  await expect(demo.names).toHaveText(['Anew (2)']);
});

test('a rotation that begins anew revokes the key of the lost one', async ({
  page,
  session,
  monitor,
}) => {
  await session.create({ name: 'Nightly backup', subject: ada.id });
  const demo = new DemoPage(page);
  await demo.open();
  const restore = await loseResponses(page, clerkRequests.create);
  await demo.rotate('Nightly backup', { name: 'Anew' });
  await expect(demo.lostDialog.getByRole('listitem')).toHaveCount(1);
  monitor.expectError(connectionReset);
  await restore();
  await demo.button('Leave it').click();
  await expect(demo.status('“Nightly backup” stays as it was. Rotate it again')).toBeVisible();
  await expect(demo.heading).toBeFocused();
  await expect(demo.names).toHaveText(['Anew', 'Nightly backup']);

  await demo.rotate('Nightly backup', { name: 'Second try' });
  await demo.showSecret();
  await demo.button('Saved: revoke the old key').click();
  await expect(demo.names).toHaveText(['Second try']);
});

/** The IDs of the keys that revoke requests were about. */
async function revokedKeys({ journal }: StandIn): Promise<(string | undefined)[]> {
  const paths = (await journal.read()).map(({ path }) => path);
  return paths.filter((path) => path.endsWith('/revoke')).map((path) => path.split('/').at(-2));
}

/** The browser's message about the last refused revoke. */
async function revokeErrorOf(page: Page): Promise<string> {
  const paths = await page.evaluate(() =>
    performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname),
  );
  return `403 ${paths.findLast((path) => path.endsWith('/revoke'))}`;
}
