import type { Page, Route } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import { ada, grace } from '../standin/people.ts';
import { compiler, engine, notes } from '../standin/projects.ts';
import { exposedData } from './exposed-data.ts';
import { ProjectKeysPage } from './project-keys-page.ts';

const keysOf = ({ id }: { id: string }) => `/api/v1/projects/${id}/keys`;

test('a project key can be created, found, revoked and reloaded', async ({
  page,
  session,
  monitor,
}) => {
  const demo = new ProjectKeysPage(page);
  await demo.open();
  await demo.expectKeys(['Card reader', 'Platform']);

  await demo.create('Nightly backup', { scopes: ['read', 'write'], expiration: '7 days' });
  const secret = await demo.showSecret();
  await demo.button('Hide').click();
  expect(secret).toMatch(/^proj_[0-9a-f]{64}$/);
  expect(await demo.saveSecret()).toBe(secret);
  expect(await exposedData(page)).not.toContain(secret);
  expect(monitor.console.join()).not.toContain(secret);
  await expect(demo.notice).toHaveText('“Nightly backup” is ready to use.');
  await demo.expectKeys(['Nightly backup', 'Card reader', 'Platform']);

  const row = demo.row('Nightly backup');
  await expect(row).toContainText(`${secret.slice(0, 12)}…`);
  await expect(row.getByRole('listitem')).toHaveText(['read', 'write']);
  await expect(row).toContainText('Never used');
  await expect(row).toContainText('Active');

  await demo.search.fill('BACK');
  await demo.expectKeys(['Nightly backup']);
  await expect(demo.count).toHaveText('1 key');
  await demo.search.fill('');
  await expect(demo.count).toHaveText('3 keys');

  await demo.revoke('Nightly backup');
  await expect(demo.notice).toHaveText('“Nightly backup” is revoked.');
  await demo.expectKeys(['Card reader', 'Platform']);
  await demo.all.check();
  await demo.expectKeys(['Nightly backup', ...engine.keys]);
  await expect(row).toContainText('Revoked');
  await expect(demo.button('Revoke Nightly backup')).toHaveCount(0);

  const { key_id } = await session.createProjectKey(engine.id, 'Weekly report');
  await demo.active.check();
  await demo.expectKeys(['Weekly report', 'Card reader', 'Platform']);
  await session.revokeProjectKey(engine.id, key_id);
  await demo.button('Reload Weekly report').click();
  await expect(demo.notice).toHaveText('“Weekly report” is up to date.');
  await expect(demo.row('Weekly report')).toContainText('Revoked');
});

test('the table shows status, management and scopes of a key', async ({ page }) => {
  const demo = new ProjectKeysPage(page);
  await demo.open();
  await demo.all.check();
  await demo.expectKeys(engine.keys);

  await expect(demo.row('Trial')).toContainText('Expired');
  await expect(demo.row('Platform')).toContainText('Admin-managed');
  await expect(demo.row('Platform').getByRole('listitem')).toHaveText(['Full access']);
  await expect(demo.row('Platform')).not.toContainText('Never used');
  await expect(demo.row('Card reader')).not.toContainText('Admin-managed');
  await expect(demo.row('Card reader').getByRole('listitem')).toHaveText(['read', 'write']);
});

test('more than ten keys have several list pages', async ({ page, session }) => {
  const names = Array.from({ length: 9 }, (_, i) => `Key ${i + 1}`);
  for (const name of names) await session.createProjectKey(engine.id, name);
  const demo = new ProjectKeysPage(page);
  await demo.open();
  await expect(demo.count).toHaveText('1–10 of 11 keys');
  await demo.pages.getByRole('button', { name: 'Next' }).click();
  await demo.expectKeys(['Platform']);
  await expect(demo.count).toHaveText('11–11 of 11 keys');
});

test('every action sends the documented requests', async ({ page, session, standIn }) => {
  const { key_id } = await session.createProjectKey(engine.id, 'Weekly report');
  await standIn.journal.clear();
  const demo = new ProjectKeysPage(page);
  await page.goto('/');
  await expect(demo.count).toBeVisible();
  await standIn.journal.clear();
  await demo.tab.click();
  await demo.expectKeys(['Weekly report', 'Card reader', 'Platform']);
  await demo.search.fill('report');
  await demo.expectKeys(['Weekly report']);
  await demo.create('Nightly backup', { scopes: ['read', 'write'], expiration: '30 days' });
  await demo.saveSecret();
  await demo.create('All of it', { scopes: ['Full access'], expiration: 'Never' });
  await demo.saveSecret();
  await demo.button('Reload Weekly report').click();
  await expect(demo.notice).toHaveText('“Weekly report” is up to date.');
  await demo.revoke('Weekly report');
  await expect(page.getByText('No active key matches “report”')).toBeVisible();

  const claims = { sid: await sessionIdOf(page), sub: ada.id };
  const read = {
    query: [],
    headers: {
      accept: 'application/json, application/problem+json',
      'cache-control': 'no-cache',
      pragma: 'no-cache',
      cookie: true,
      authorization: { bearer: true, claims },
    },
    body: null,
    status: 200,
  };
  const changed = { ...read, headers: { ...read.headers, origin: standIn.origin } };
  const list = { ...read, method: 'GET', path: keysOf(engine) };
  const create = {
    ...changed,
    method: 'POST',
    path: keysOf(engine),
    headers: { ...changed.headers, 'content-type': 'application/json' },
  };
  expect(await standIn.journal.read()).toStrictEqual([
    // One list request: a search only filters the loaded keys.
    list,
    {
      ...create,
      body: { name: 'Nightly backup', scopes: ['read', 'write'], expires_days: 30 },
    },
    list,
    { ...create, body: { name: 'All of it', scopes: ['*'] } },
    list,
    list,
    { ...changed, method: 'DELETE', path: `${keysOf(engine)}/${key_id}` },
    list,
    list,
  ]);
});

test('another project has its own list, without data of the previous one', async ({ page }) => {
  const demo = new ProjectKeysPage(page);
  await demo.open();
  await expect(demo.project.locator('option')).toHaveText([engine.name, notes.name]);
  await demo.all.check();
  await demo.expectKeys(engine.keys);

  const held = holdNextRequest(page, keysOf(engine));
  await demo.button('Reload Card reader').click();
  await held.requested;
  await demo.project.focus();
  await demo.project.selectOption(notes.name);
  await expect(page.getByText(`of ${notes.name}`)).toBeVisible();
  await expect(demo.project).toBeFocused();
  await demo.expectKeys(['Backup']);
  await held.release();
  await demo.all.check();
  await demo.expectKeys(notes.keys);
  await expect(page.getByText('Card reader')).toHaveCount(0);
});

test('the list of the previous project disappears at once', async ({ page }) => {
  const demo = new ProjectKeysPage(page);
  await demo.open();
  const held = holdNextRequest(page, keysOf(notes));
  await demo.project.selectOption(notes.name);
  await held.requested;
  await expect(page.getByText('Loading keys…')).toBeVisible();
  await expect(demo.names).toHaveCount(0);

  await demo.project.selectOption(engine.name);
  await demo.expectKeys(['Card reader', 'Platform']);
  await held.release();
  await demo.search.fill('Card');
  await demo.expectKeys(['Card reader']);
});

test('each user has their own projects', async ({ page, standIn }) => {
  const demo = new ProjectKeysPage(page);
  await demo.open();
  await demo.project.selectOption(notes.name);
  await demo.expectKeys(['Backup']);

  await standIn.journal.clear();
  await demo.button(`Switch to ${grace.name}`).click();
  await expect(page.getByText(grace.email)).toBeVisible();
  await expect(demo.project.locator('option')).toHaveText([engine.name, compiler.name]);
  await demo.expectKeys(['Card reader', 'Platform']);
  await demo.project.selectOption(compiler.name);
  await expect(demo.count).toHaveText('No keys');

  const sent = await standIn.journal.read();
  expect(sent.map(({ path }) => path)).toEqual([keysOf(engine), keysOf(compiler)]);
  const users = sent.map(({ headers }) => headers.authorization?.claims?.sub);
  expect(users).toEqual([grace.id, grace.id]);
});

test('full access must be selected explicitly', async ({ page, standIn }) => {
  const demo = new ProjectKeysPage(page);
  await demo.open();
  await standIn.journal.clear();
  await demo.create('Nightly backup');
  const dialog = demo.dialog('Create a project key');
  await expect(dialog.getByText('scopes must have at least one entry')).toBeVisible();
  await expect(dialog.getByLabel('read')).toBeFocused();
  await expect(dialog.getByRole('alert')).toHaveCount(0);
  expect(await standIn.journal.read()).toEqual([]);

  await dialog.getByLabel('read').check();
  await dialog.getByLabel('Full access').check();
  await expect(dialog.getByLabel('read')).toBeDisabled();
});

test('each error of a problem is shown at its field', async ({ page, monitor }) => {
  const demo = new ProjectKeysPage(page);
  await demo.open();

  // Replaces the body with invalid data that the demo page never sends.
  let replacement: object | undefined;
  await page.route(`**${keysOf(engine)}`, (route) => {
    const postData = replacement && JSON.stringify(replacement);
    return route.continue(route.request().method() === 'POST' ? { postData } : {});
  });
  replacement = { name: 7, scopes: ['read', 7], expires_days: 'many' };
  await demo.create('Nightly backup', { scopes: ['read'] });
  const dialog = demo.dialog('Create a project key');
  await expect(dialog.getByText('body.name: expected a string')).toBeVisible();
  await expect(dialog.getByText('body.scopes[1]: expected a string')).toBeVisible();
  await expect(dialog.getByText('body.expires_days: expected an integer')).toBeVisible();
  await expect(dialog.getByLabel('Name')).toBeFocused();
  await expect(dialog.getByRole('alert')).toHaveCount(0);

  // An error that belongs to no field is above the fields.
  replacement = { name: 'Nightly backup', scopes: ['read'], colour: 'red' };
  await demo.button('Create').click();
  await expect(dialog.getByRole('alert')).toContainText('validation failed');
  await expect(dialog.getByRole('alert')).toContainText('api_response_error');
  await expect(dialog.getByRole('listitem')).toHaveText(['body.colour: unexpected property']);
  monitor.expectError(`422 ${keysOf(engine)}`, 2);

  replacement = undefined;
  await demo.button('Create').click();
  await demo.saveSecret();
  await demo.expectKeys(['Nightly backup', 'Card reader', 'Platform']);
});

test('an error response for a project shows the server’s message', async ({ page, monitor }) => {
  const projects = [{ id: 'no-uuid', name: 'Nowhere' }, compiler];
  await page.route('**/__standin/projects', (route) => route.fulfill({ json: projects }));
  const demo = new ProjectKeysPage(page);
  await page.goto('/');
  await demo.tab.click();
  await expect(demo.error).toContainText('validation failed');
  await expect(demo.error.getByRole('listitem')).toHaveText(['path.projectId: expected a UUID']);
  monitor.expectError(`422 ${keysOf({ id: 'no-uuid' })}`);

  await demo.project.selectOption(compiler.name);
  await expect(demo.error).toContainText('you are not a member of this project');
  monitor.expectError(`403 ${keysOf(compiler)}`);
});

test('loading the projects can be retried after a failure', async ({ page, monitor }) => {
  await page.route('**/__standin/projects', (route) => route.abort());
  const demo = new ProjectKeysPage(page);
  await page.goto('/');
  await demo.tab.click();
  await expect(demo.error).toContainText('The local server does not answer.');
  monitor.expectError('Failed to load resource: net::ERR_FAILED');

  await page.unroute('**/__standin/projects');
  await demo.button('Try again').click();
  await expect(page.locator(':focus')).toHaveCount(1);
  await demo.expectKeys(['Card reader', 'Platform']);
});

test('without a session a call rejects before a request is sent', async ({ page, standIn }) => {
  const demo = new ProjectKeysPage(page);
  await demo.open();
  await demo.button('Sign out').click();
  await expect(page.getByRole('heading', { name: 'You are signed out' })).toBeVisible();

  await standIn.journal.clear();
  await demo.button('List project keys anyway').click();
  await expect(demo.error).toContainText('there is no session token: no user is signed in');
  await expect(demo.error.locator('code')).toHaveText('no_session_token');
  expect(await standIn.journal.read()).toEqual([]);

  await demo.button(`Sign in as ${grace.name}`).click();
  await demo.expectKeys(['Card reader', 'Platform']);
});

test('the tabs work by keyboard', async ({ page }) => {
  const demo = new ProjectKeysPage(page);
  await page.goto('/');
  const clerkTab = page.getByRole('tab', { name: 'API keys' });
  await expect(clerkTab).toHaveAttribute('aria-selected', 'true');
  await clerkTab.focus();
  await page.keyboard.press('ArrowRight');
  await expect(demo.tab).toBeFocused();
  await expect(demo.tab).toHaveAttribute('aria-selected', 'true');
  await expect(page.getByRole('tabpanel', { name: 'Project keys' })).toBeVisible();
  await demo.expectKeys(['Card reader', 'Platform']);

  await page.keyboard.press('ArrowRight');
  await expect(clerkTab).toBeFocused();
  await expect(page.getByRole('tabpanel', { name: 'API keys' })).toBeVisible();
  await page.keyboard.press('End');
  await expect(demo.tab).toBeFocused();
  await page.keyboard.press('Home');
  await expect(clerkTab).toBeFocused();

  // All tabs together are one stop of the Tab key.
  await page.keyboard.press('Tab');
  await expect(demo.button('Create key')).toBeFocused();
});

async function sessionIdOf(page: Page): Promise<string> {
  return page.evaluate(() => {
    const { Clerk } = window as unknown as { Clerk: { session: { id: string } } };
    return Clerk.session.id;
  });
}

/** Holds the next request to this path. */
function holdNextRequest(page: Page, path: string) {
  const requested = new Promise<Route>((resolve) => {
    page.route(`**${path}`, resolve, { times: 1 });
  });
  return { requested, release: async () => (await requested).continue() };
}
