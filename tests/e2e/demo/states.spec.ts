import { test as base, expect } from '../fixtures.ts';
import { ada, analyticalEngines, grace } from '../standin/people.ts';
import { engine } from '../standin/projects.ts';
import { DemoPage } from './demo-page.ts';
import { inspectState } from './inspect-state.ts';
import {
  clerkRequests,
  connectionReset,
  denyClipboard,
  holdRequests,
  inDays,
  intercept,
  loseResponses,
  projectRequests,
  refuse,
  refuseAsProblem,
  serveKeys,
  wireKey,
} from './network.ts';
import { ProjectKeysPage } from './project-keys-page.ts';

/** Inspects the current state of the demo page. `state` names the screenshots. */
type Inspect = (state: string) => Promise<void>;

const test = base.extend<{ demo: DemoPage; projects: ProjectKeysPage; inspect: Inspect }>({
  demo: async ({ page }, use) => use(new DemoPage(page)),
  projects: async ({ page }, use) => use(new ProjectKeysPage(page)),
  inspect: async ({ page }, use, testInfo) => use((state) => inspectState(page, state, testInfo)),
});

// Each state is inspected six times.
test.slow();

/** Keys in all states. */
const keys = [
  wireKey({ name: 'Nightly backup', description: 'Runs at two.', expiration: inDays(3) }),
  wireKey({ name: 'Weekly report', last_used_at: inDays(-1), expiration: inDays(80) }),
  wireKey({ name: 'A-name-without-a-single-space-that-goes-on-and-on-and-on-and-never-breaks' }),
  wireKey({ name: 'Trial', expired: true, expiration: inDays(-40), created_at: inDays(-100) }),
  wireKey({ name: 'Leaked', revoked: true, revocation_reason: 'It was in a log.' }),
  wireKey({ name: 'Grace’s', subject: analyticalEngines.id, created_by: grace.id }),
  ...Array.from({ length: 8 }, () => wireKey({ created_at: inDays(-2) })),
];

test('Clerk loading, and failed', async ({ page, inspect, monitor }) => {
  const client = { method: 'GET', url: /\/v1\/client\?/ };
  const held = await holdRequests(page, client);
  await page.goto('/');
  await held.requested;
  await expect(page.getByText('Loading…')).toBeVisible();
  await inspect('clerk-loading');

  await intercept(page, client, (route) => route.abort());
  await page.goto('/');
  await expect(page.getByText('The local server does not answer.')).toBeVisible();
  await inspect('clerk-failed');
  monitor.allowError('Failed to load resource: net::ERR_FAILED');
});

test('signed out', async ({ demo, inspect }) => {
  await demo.open();
  await demo.button('Sign out').click();
  await expect(demo.button(`Sign in as ${ada.name}`)).toBeVisible();
  await inspect('signed-out');
  await demo.button('List keys anyway').click();
  await expect(demo.error).toBeVisible();
  await inspect('signed-out-refused');
});

test('a loading list, and an empty list', async ({ page, demo, inspect }) => {
  const held = await holdRequests(page, clerkRequests.list);
  await page.goto('/');
  await held.requested;
  await expect(demo.status('Loading keys…')).toBeVisible();
  await inspect('loading');
  held.release();
  await expect(demo.count).toHaveText('No keys');
  await inspect('empty-active');
  await demo.all.check();
  await expect(page.getByRole('heading', { name: 'No keys yet' })).toBeVisible();
  await inspect('empty');
});

test('a list, a selection and a search', async ({ page, demo, inspect }) => {
  await serveKeys(page, keys);
  await demo.open();
  await inspect('list-active');
  await demo.all.check();
  await expect(demo.count).toHaveText('1–10 of 14 keys');
  await inspect('list');
  await demo.checkbox('Nightly backup').check();
  await demo.checkbox('Weekly report').check();
  await expect(demo.status('2 selected')).toBeVisible();
  await inspect('selection');
  await demo.search.fill('nothing of that name');
  await expect(demo.button('Clear the search')).toBeVisible();
  await inspect('no-match');
});

test('offline, and a list error', async ({ page, demo, inspect, monitor }) => {
  const stopServing = await serveKeys(page, keys);
  await demo.open();
  await page.context().setOffline(true);
  await expect(demo.status('You are offline.')).toBeVisible();
  await inspect('offline');
  monitor.allowError('Failed to load resource: net::ERR_INTERNET_DISCONNECTED');

  await stopServing();
  await refuse(page, clerkRequests.list, 'You may not list these keys.');
  await page.context().setOffline(false);
  await expect(demo.error).toContainText('You may not list these keys.');
  await inspect('error-with-keys');
  await page.reload();
  await expect(demo.error).toContainText('You may not list these keys.');
  await inspect('error');
  monitor.allowError('403 /__clerk/api_keys');
});

test('the create dialog', async ({ page, demo, inspect, monitor, standIn }) => {
  await demo.open();
  await demo.button('Create key').click();
  await inspect('create');
  await demo.createDialog.getByLabel('Name').fill('ab');
  await demo.button('Create').click();
  await expect(demo.createDialog.getByText('name must be at least')).toBeVisible();
  monitor.expectError('400 /__clerk/api_keys');
  await inspect('create-refused-field');
  await demo.createDialog.getByLabel('Expiration', { exact: true }).selectOption('On a date…');
  await demo.button('Create').click();
  await expect(demo.createDialog.getByText('Choose a day after today.')).toBeVisible();
  await inspect('create-no-date');
  const stopRefusing = await refuse(page, clerkRequests.create, 'You may not create keys.');
  await demo.createDialog.getByLabel('Name').fill('Nightly backup');
  await demo.createDialog.getByLabel('Expiration', { exact: true }).selectOption('7 days');
  await demo.button('Create').click();
  await expect(demo.error).toContainText('You may not create keys.');
  monitor.expectError('403 /__clerk/api_keys');
  await inspect('create-refused');
  await stopRefusing();

  const held = await holdRequests(page, clerkRequests.create);
  await demo.button('Create').click();
  await held.requested;
  await inspect('create-pending');
  held.release();
  await expect(demo.secretDialog).toBeVisible();
  await inspect('secret-hidden');
  await demo.button('I have saved it').click();
  await expect(demo.error).toBeVisible();
  await inspect('secret-asked');
  await demo.button('Go back').click();
  await denyClipboard(page, standIn.origin);
  await demo.button('Copy').click();
  await expect(demo.status('The browser did not allow copying.')).toBeVisible();
  await inspect('secret-refused');
});

test('a copied secret, and a shown one', async ({ demo, inspect }) => {
  await demo.open();
  await demo.create('Nightly backup');
  await demo.button('Copy').click();
  await expect(demo.status('Copied.')).toBeVisible();
  await inspect('secret-copied');
  await demo.button('Show').click();
  await inspect('secret-shown');
  await demo.button('I have saved it').click();
  await expect(demo.notice).toBeVisible();
  await inspect('created');
});

test('a lost response', async ({ page, demo, inspect, monitor }) => {
  await demo.open();
  const stopLosing = await loseResponses(page, clerkRequests.create);
  const stopRefusing = await refuse(page, clerkRequests.list, 'You may not list these keys.');
  await demo.create('Nightly backup');
  await expect(demo.lostDialog.getByRole('alert')).toContainText('You may not list these keys.');
  await inspect('lost-failed');
  await stopLosing();
  await stopRefusing();

  const held = await holdRequests(page, clerkRequests.list);
  await demo.button('Look again').click();
  await held.requested;
  await inspect('lost-looking');
  held.release();
  await expect(demo.lostDialog.getByRole('listitem')).toContainText('Nightly backup');
  await inspect('lost-found');
  monitor.expectError(connectionReset);
  monitor.allowError('403 /__clerk/api_keys');
});

test('a create that never reached the server', async ({ page, demo, inspect, monitor }) => {
  await demo.open();
  const restore = await intercept(page, clerkRequests.create, (route) =>
    route.abort('connectionreset'),
  );
  await demo.create('Nightly backup');
  await expect(demo.status('The server has no such key')).toBeVisible();
  await inspect('lost-nothing');
  await restore();
  monitor.expectError(connectionReset);
});

test('the revoke dialogs', async ({ page, demo, session, inspect, monitor }) => {
  for (let i = 1; i <= 12; i++) await session.create({ name: `Key ${i}`, subject: ada.id });
  const { id } = await session.create({ name: 'Leaked', subject: ada.id });
  await demo.open();
  await demo.button('Revoke Leaked').click();
  await inspect('revoke');
  const stopRefusing = await refuse(page, clerkRequests.revoke, 'You may not revoke this key.');
  await demo.button('Revoke key').click();
  await expect(demo.error).toContainText('You may not revoke this key.');
  await inspect('revoke-failed');
  await demo.button('Cancel').click();
  monitor.expectError(`403 /__clerk/api_keys/${id}/revoke`);
  await stopRefusing();

  await demo.pages.getByLabel('Rows').selectOption('25');
  await demo.pageCheckbox.check();
  await demo.button('Revoke selected').click();
  await inspect('bulk');
  let requests = 0;
  await intercept(page, clerkRequests.revoke, (route) =>
    ++requests > 4 ? route.abort('failed') : null,
  );
  const held = await holdRequests(page, clerkRequests.revoke);
  await demo.button('Revoke 13 keys').click();
  await held.requested;
  await inspect('bulk-running');
  await demo.button('Stop').click();
  await inspect('bulk-stopping');
  held.release();
  await expect(demo.status('4 of 13 revoked')).toBeVisible();
  await inspect('bulk-stopped');
  await demo.button('Try these again').click();
  await expect(page.getByText('9 keys could not be revoked:')).toBeVisible();
  await inspect('bulk-failed');
  monitor.allowError('Failed to load resource: net::ERR_FAILED');
});

test('the rotate dialog', async ({ page, demo, session, inspect, monitor }) => {
  await session.create({ name: 'Nightly backup', subject: ada.id });
  await demo.open();
  await demo.button('Rotate Nightly backup').click();
  await inspect('rotate');
  await demo.dialog('Rotate “Nightly backup”').getByLabel('Name of the new key').fill('ab');
  await demo.button('Create the new key').click();
  await expect(page.getByText('name must be at least')).toBeVisible();
  monitor.expectError('400 /__clerk/api_keys');
  await inspect('rotate-refused-field');
  await demo.dialog('Rotate “Nightly backup”').getByLabel('Name of the new key').fill('');
  await demo.button('Create the new key').click();
  await expect(demo.secretDialog).toBeVisible();
  await inspect('rotate-copy');
});

test('a lost rotation', async ({ page, demo, session, inspect, monitor }) => {
  await session.create({ name: 'Nightly backup', subject: ada.id });
  await demo.open();
  await loseResponses(page, clerkRequests.create);
  await demo.rotate('Nightly backup', {});
  await expect(demo.lostDialog.getByRole('listitem')).toContainText('Nightly backup');
  await inspect('rotate-lost');
  monitor.expectError(connectionReset);
});

test('a create that ends after a change of user', async ({ page, demo, inspect }) => {
  await demo.open();
  const held = await holdRequests(page, clerkRequests.create);
  await demo.create('Nightly backup');
  await held.requested;
  await demo.switchUserBehindDialog(grace.name);
  await expect(page.getByText(grace.email)).toBeVisible();
  held.release();
  await expect(demo.error).toContainText('“Nightly backup” of Ada Lovelace was created');
  await inspect('created-away');
});

test('project keys', async ({ page, projects, inspect, monitor }) => {
  const held = await holdRequests(page, { method: 'GET', url: /\/__standin\/projects/ });
  await page.goto('/');
  await projects.tab.click();
  await held.requested;
  await inspect('projects-loading');
  held.release();
  await projects.expectKeys(['Card reader', 'Platform']);
  await projects.all.check();
  await projects.expectKeys(engine.keys);
  await inspect('project-list');
  await projects.button('Create key').click();
  await inspect('project-create');
  await projects.createDialog.getByLabel('Name').fill('Nightly backup');
  await projects.button('Create').click();
  await expect(page.getByText('scopes must have at least one entry')).toBeVisible();
  await inspect('project-create-refused-field');
  await projects.createDialog.getByLabel('Full access').check();
  await projects.createDialog.getByLabel('Expiration', { exact: true }).selectOption('On a date…');
  await inspect('project-create-date');
  await projects.createDialog.getByLabel('Expiration', { exact: true }).selectOption('Never');
  await projects.button('Create').click();
  await expect(projects.secretDialog).toBeVisible();
  await projects.showSecret();
  await inspect('project-secret-shown');
  await projects.button('I have saved it').click();
  await projects.button('Revoke Nightly backup').click();
  await inspect('project-revoke');
  await projects.button('Cancel').click();

  await refuseAsProblem(page, projectRequests.list, 'You may not list these keys.');
  await projects.active.check();
  await expect(projects.error).toContainText('You may not list these keys.');
  await inspect('project-error');
  monitor.allowError(`403 /api/v1/projects/${engine.id}/keys`);
});

test('reduced motion stops all animations', async ({ page, demo }) => {
  await demo.open();
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  const held = await holdRequests(page, clerkRequests.list);
  await demo.all.check();
  await held.requested;
  const moving = () => page.evaluate(() => document.getAnimations().length);
  expect(await moving(), 'the skeleton is animated').toBeGreaterThan(0);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  expect(await moving()).toBe(0);
  held.release();
  await demo.button('Create key').click();
  expect(await moving()).toBe(0);
});
