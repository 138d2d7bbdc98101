import { test as base, expect } from '../fixtures.ts';
import { ada, analyticalEngines, grace } from '../standin/people.ts';
import { engine } from '../standin/projects.ts';
import { Home } from './home.ts';
import { lookAt } from './look.ts';
import {
  holdBack,
  inDays,
  loseAnswers,
  ofProject,
  own,
  refuse,
  refuseAsProblem,
  refuseClipboard,
  reroute,
  serveKeys,
  wasReset,
  wireKey,
} from './network.ts';
import { ProjectsHome } from './projects.ts';

/** Looks at the state that the page is in now, and keeps pictures of it under this name. */
type Look = (state: string) => Promise<void>;

const test = base.extend<{ home: Home; projects: ProjectsHome; look: Look }>({
  home: async ({ page }, use) => use(new Home(page)),
  projects: async ({ page }, use) => use(new ProjectsHome(page)),
  look: async ({ page }, use, testInfo) => use((state) => lookAt(page, state, testInfo)),
});

// Each state is looked at six times.
test.slow();

/** Keys of all sorts. */
const keys = [
  wireKey({ name: 'Nightly backup', description: 'Runs at two.', expiration: inDays(3) }),
  wireKey({ name: 'Weekly report', last_used_at: inDays(-1), expiration: inDays(80) }),
  wireKey({ name: 'A-name-without-a-single-space-that-goes-on-and-on-and-on-and-never-breaks' }),
  wireKey({ name: 'Trial', expired: true, expiration: inDays(-40), created_at: inDays(-100) }),
  wireKey({ name: 'Leaked', revoked: true, revocation_reason: 'It was in a log.' }),
  wireKey({ name: 'Grace’s', subject: analyticalEngines.id, created_by: grace.id }),
  ...Array.from({ length: 8 }, () => wireKey({ created_at: inDays(-2) })),
];

test('before Clerk has loaded, and where it does not', async ({ page, look, watch }) => {
  const client = { method: 'GET', url: /\/v1\/client\?/ };
  const held = await holdBack(page, client);
  await page.goto('/');
  await held.asked;
  await expect(page.getByText('Loading…')).toBeVisible();
  await look('clerk-loading');

  await reroute(page, client, (route) => route.abort());
  await page.goto('/');
  await expect(page.getByText('The local server does not answer.')).toBeVisible();
  await look('clerk-failed');
  watch.allow('Failed to load resource: net::ERR_FAILED');
});

test('signed out', async ({ home, look }) => {
  await home.open();
  await home.button('Sign out').click();
  await expect(home.button(`Sign in as ${ada.name}`)).toBeVisible();
  await look('signed-out');
  await home.button('List keys anyway').click();
  await expect(home.error).toBeVisible();
  await look('signed-out-refused');
});

test('a list that loads, and is empty', async ({ page, home, look }) => {
  const list = await holdBack(page, own.list);
  await page.goto('/');
  await list.asked;
  await expect(home.told('Loading keys…')).toBeVisible();
  await look('loading');
  list.letGo();
  await expect(home.count).toHaveText('No keys');
  await look('empty-active');
  await home.all.check();
  await expect(page.getByRole('heading', { name: 'No keys yet' })).toBeVisible();
  await look('empty');
});

test('a list, chosen from and searched', async ({ page, home, look }) => {
  await serveKeys(page, keys);
  await home.open();
  await look('list-active');
  await home.all.check();
  await expect(home.count).toHaveText('1–10 of 14 keys');
  await look('list');
  await home.box('Nightly backup').check();
  await home.box('Weekly report').check();
  await expect(home.told('2 selected')).toBeVisible();
  await look('selection');
  await home.search.fill('nothing of that name');
  await expect(home.button('Clear the search')).toBeVisible();
  await look('no-match');
});

test('without a network, and with an error', async ({ page, home, look, watch }) => {
  const unserve = await serveKeys(page, keys);
  await home.open();
  await page.context().setOffline(true);
  await expect(home.told('You are offline.')).toBeVisible();
  await look('offline');
  watch.allow('Failed to load resource: net::ERR_INTERNET_DISCONNECTED');

  await unserve();
  await refuse(page, own.list, 'You may not list these keys.');
  await page.context().setOffline(false);
  await expect(home.error).toContainText('You may not list these keys.');
  await look('error-with-keys');
  await page.reload();
  await expect(home.error).toContainText('You may not list these keys.');
  await look('error');
  watch.allow('403 /__clerk/api_keys');
});

test('a key that is created', async ({ page, home, look, watch, standIn }) => {
  await home.open();
  await home.button('Create key').click();
  await look('create');
  await home.createDialog.getByLabel('Name').fill('ab');
  await home.button('Create').click();
  await expect(home.createDialog.getByText('name must be at least')).toBeVisible();
  watch.intend('422 /__clerk/api_keys');
  await look('create-refused-field');
  await home.createDialog.getByLabel('Expiration', { exact: true }).selectOption('On a date…');
  await home.button('Create').click();
  await expect(home.createDialog.getByText('Choose a day after today.')).toBeVisible();
  await look('create-no-date');
  const unrefuse = await refuse(page, own.create, 'You may not create keys.');
  await home.createDialog.getByLabel('Name').fill('Nightly backup');
  await home.createDialog.getByLabel('Expiration', { exact: true }).selectOption('7 days');
  await home.button('Create').click();
  await expect(home.error).toContainText('You may not create keys.');
  watch.intend('403 /__clerk/api_keys');
  await look('create-refused');
  await unrefuse();

  const held = await holdBack(page, own.create);
  await home.button('Create').click();
  await held.asked;
  await look('create-pending');
  held.letGo();
  await expect(home.secretDialog).toBeVisible();
  await look('secret-hidden');
  await home.button('I have saved it').click();
  await expect(home.error).toBeVisible();
  await look('secret-asked');
  await home.button('Go back').click();
  await refuseClipboard(page, standIn.origin);
  await home.button('Copy').click();
  await expect(home.told('The browser did not allow copying.')).toBeVisible();
  await look('secret-refused');
});

test('a secret that is copied and shown', async ({ home, look }) => {
  await home.open();
  await home.create('Nightly backup');
  await home.button('Copy').click();
  await expect(home.told('Copied.')).toBeVisible();
  await look('secret-copied');
  await home.button('Show').click();
  await look('secret-shown');
  await home.button('I have saved it').click();
  await expect(home.notice).toBeVisible();
  await look('created');
});

test('a lost answer', async ({ page, home, look, watch }) => {
  await home.open();
  const unlose = await loseAnswers(page, own.create);
  const unlist = await refuse(page, own.list, 'You may not list these keys.');
  await home.create('Nightly backup');
  await expect(home.lostDialog.getByRole('alert')).toContainText('You may not list these keys.');
  await look('lost-failed');
  await unlose();
  await unlist();

  const held = await holdBack(page, own.list);
  await home.button('Look again').click();
  await held.asked;
  await look('lost-looking');
  held.letGo();
  await expect(home.lostDialog.getByRole('listitem')).toContainText('Nightly backup');
  await look('lost-found');
  watch.intend(wasReset);
  watch.allow('403 /__clerk/api_keys');
});

test('an answer of which nothing came', async ({ page, home, look, watch }) => {
  await home.open();
  const end = await reroute(page, own.create, (route) => route.abort('connectionreset'));
  await home.create('Nightly backup');
  await expect(home.told('The server has no such key')).toBeVisible();
  await look('lost-nothing');
  await end();
  watch.intend(wasReset);
});

test('keys that are revoked', async ({ page, home, session, look, watch }) => {
  for (let i = 1; i <= 12; i++) await session.create({ name: `Key ${i}`, subject: ada.id });
  const { id } = await session.create({ name: 'Leaked', subject: ada.id });
  await home.open();
  await home.button('Revoke Leaked').click();
  await look('revoke');
  const unrefuse = await refuse(page, own.revoke, 'You may not revoke this key.');
  await home.button('Revoke key').click();
  await expect(home.error).toContainText('You may not revoke this key.');
  await look('revoke-failed');
  await home.button('Cancel').click();
  watch.intend(`403 /__clerk/api_keys/${id}/revoke`);
  await unrefuse();

  await home.pages.getByLabel('Rows').selectOption('25');
  await home.pageBox.check();
  await home.button('Revoke selected').click();
  await look('bulk');
  let answered = 0;
  await reroute(page, own.revoke, (route) => (++answered > 4 ? route.abort('failed') : null));
  const held = await holdBack(page, own.revoke);
  await home.button('Revoke 13 keys').click();
  await held.asked;
  await look('bulk-running');
  await home.button('Stop').click();
  await look('bulk-stopping');
  held.letGo();
  await expect(home.told('4 of 13 revoked')).toBeVisible();
  await look('bulk-stopped');
  await home.button('Try these again').click();
  await expect(page.getByText('9 keys could not be revoked:')).toBeVisible();
  await look('bulk-failed');
  watch.allow('Failed to load resource: net::ERR_FAILED');
});

test('a key that is rotated', async ({ page, home, session, look, watch }) => {
  const { id } = await session.create({ name: 'Nightly backup', subject: ada.id });
  await home.open();
  await home.button('Rotate Nightly backup').click();
  await look('rotate');
  await home.dialog('Rotate “Nightly backup”').getByLabel('Name of the new key').fill('ab');
  await home.button('Create the new key').click();
  await expect(page.getByText('name must be at least')).toBeVisible();
  watch.intend('422 /__clerk/api_keys');
  await look('rotate-refused-field');
  await home.dialog('Rotate “Nightly backup”').getByLabel('Name of the new key').fill('');
  await home.button('Create the new key').click();
  await expect(home.secretDialog).toBeVisible();
  await look('rotate-copy');
  watch.intend(`404 /__clerk/v1/api_keys/${id}`);
});

test('a project’s keys', async ({ page, projects, look, watch }) => {
  const held = await holdBack(page, { method: 'GET', url: /\/__standin\/projects/ });
  await page.goto('/');
  await projects.tab.click();
  await held.asked;
  await look('projects-loading');
  held.letGo();
  await projects.expectKeys(['Card reader', 'Platform']);
  await projects.all.check();
  await projects.expectKeys(engine.keys);
  await look('project-list');
  await projects.button('Create key').click();
  await look('project-create');
  await projects.createDialog.getByLabel('Name').fill('Nightly backup');
  await projects.button('Create').click();
  await expect(page.getByText('scopes must have at least one entry')).toBeVisible();
  await look('project-create-refused-field');
  await projects.createDialog.getByLabel('Full access').check();
  await projects.createDialog.getByLabel('Expiration', { exact: true }).selectOption('On a date…');
  await look('project-create-date');
  await projects.createDialog.getByLabel('Expiration', { exact: true }).selectOption('Never');
  await projects.button('Create').click();
  await expect(projects.secretDialog).toBeVisible();
  await projects.showSecret();
  await look('project-secret-shown');
  await projects.button('I have saved it').click();
  await projects.button('Revoke Nightly backup').click();
  await look('project-revoke');
  await projects.button('Cancel').click();

  await refuseAsProblem(page, ofProject.list, 'You may not list these keys.');
  await projects.active.check();
  await expect(projects.error).toContainText('You may not list these keys.');
  await look('project-error');
  watch.allow(`403 /api/v1/projects/${engine.id}/keys`);
});

test('nothing moves for whoever wants less motion', async ({ page, home }) => {
  await home.open();
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  const list = await holdBack(page, own.list);
  await home.all.check();
  await list.asked;
  const moving = () => page.evaluate(() => document.getAnimations().length);
  expect(await moving(), 'otherwise the skeleton does').toBeGreaterThan(0);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  expect(await moving()).toBe(0);
  list.letGo();
  await home.button('Create key').click();
  expect(await moving()).toBe(0);
});
