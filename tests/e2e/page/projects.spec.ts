import type { Page, Route } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import { ada, grace } from '../standin/people.ts';
import { compiler, engine, notes } from '../standin/projects.ts';
import { ProjectsHome } from './projects.ts';
import { traces } from './traces.ts';

const keysOf = ({ id }: { id: string }) => `/api/v1/projects/${id}/keys`;

test('a key’s whole life', async ({ page, session, watch }) => {
  const home = new ProjectsHome(page);
  await home.open();
  await home.expectKeys(['Card reader', 'Platform']);

  await home.create('Nightly backup', { scopes: ['read', 'write'], expiration: '7 days' });
  const secret = await home.showSecret();
  await home.button('Hide').click();
  expect(secret).toMatch(/^proj_[0-9a-f]{64}$/);
  expect(await home.saveSecret()).toBe(secret);
  expect(await traces(page)).not.toContain(secret);
  expect(watch.console.join()).not.toContain(secret);
  await expect(home.notice).toHaveText('“Nightly backup” is ready to use.');
  await home.expectKeys(['Nightly backup', 'Card reader', 'Platform']);

  const row = home.row('Nightly backup');
  await expect(row).toContainText(`${secret.slice(0, 12)}…`);
  await expect(row.getByRole('listitem')).toHaveText(['read', 'write']);
  await expect(row).toContainText('Never used');
  await expect(row).toContainText('Active');

  await home.search.fill('BACK');
  await home.expectKeys(['Nightly backup']);
  await expect(home.count).toHaveText('1 key');
  await home.search.fill('');
  await expect(home.count).toHaveText('3 keys');

  await home.revoke('Nightly backup');
  await expect(home.notice).toHaveText('“Nightly backup” is revoked.');
  await home.expectKeys(['Card reader', 'Platform']);
  await home.all.check();
  await home.expectKeys(['Nightly backup', ...engine.keys]);
  await expect(row).toContainText('Revoked');
  await expect(home.button('Revoke Nightly backup')).toHaveCount(0);

  const { key_id } = await session.createOfProject(engine.id, 'Weekly report');
  await home.active.check();
  await home.expectKeys(['Weekly report', 'Card reader', 'Platform']);
  await session.revokeOfProject(engine.id, key_id);
  await home.button('Reload Weekly report').click();
  await expect(home.notice).toHaveText('“Weekly report” is up to date.');
  await expect(home.row('Weekly report')).toContainText('Revoked');
});

test('a key’s state, its manager and its scopes are told', async ({ page }) => {
  const home = new ProjectsHome(page);
  await home.open();
  await home.all.check();
  await home.expectKeys(engine.keys);

  await expect(home.row('Trial')).toContainText('Expired');
  await expect(home.row('Platform')).toContainText('Admin-managed');
  await expect(home.row('Platform').getByRole('listitem')).toHaveText(['Full access']);
  await expect(home.row('Platform')).not.toContainText('Never used');
  await expect(home.row('Card reader')).not.toContainText('Admin-managed');
  await expect(home.row('Card reader').getByRole('listitem')).toHaveText(['read', 'write']);
});

test('more than ten keys come in pages', async ({ page, session }) => {
  const names = Array.from({ length: 9 }, (_, i) => `Key ${i + 1}`);
  for (const name of names) await session.createOfProject(engine.id, name);
  const home = new ProjectsHome(page);
  await home.open();
  await expect(home.count).toHaveText('1–10 of 11 keys');
  await home.pages.getByRole('button', { name: 'Next' }).click();
  await home.expectKeys(['Platform']);
  await expect(home.count).toHaveText('11–11 of 11 keys');
});

test('what reaches the server', async ({ page, session, standIn }) => {
  const { key_id } = await session.createOfProject(engine.id, 'Weekly report');
  await standIn.journal.clear();
  const home = new ProjectsHome(page);
  await page.goto('/');
  await expect(home.count).toBeVisible();
  await standIn.journal.clear();
  await home.tab.click();
  await home.expectKeys(['Weekly report', 'Card reader', 'Platform']);
  await home.search.fill('report');
  await home.expectKeys(['Weekly report']);
  await home.create('Nightly backup', { scopes: ['read', 'write'], expiration: '30 days' });
  await home.saveSecret();
  await home.create('All of it', { scopes: ['Full access'], expiration: 'Never' });
  await home.saveSecret();
  await home.button('Reload Weekly report').click();
  await expect(home.notice).toHaveText('“Weekly report” is up to date.');
  await home.revoke('Weekly report');
  await expect(page.getByText('No active key matches “report”')).toBeVisible();

  const claims = { sid: await sessionOf(page), sub: ada.id };
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
    // Once: a search looks at what is there.
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

test('another project has another list, and nothing of the one before', async ({ page }) => {
  const home = new ProjectsHome(page);
  await home.open();
  await expect(home.project.locator('option')).toHaveText([engine.name, notes.name]);
  await home.all.check();
  await home.expectKeys(engine.keys);

  const late = holdBack(page, keysOf(engine));
  await home.button('Reload Card reader').click();
  await late.asked;
  await home.project.focus();
  await home.project.selectOption(notes.name);
  await expect(page.getByText(`of ${notes.name}`)).toBeVisible();
  await expect(home.project).toBeFocused();
  await home.expectKeys(['Backup']);
  await late.answer();
  await home.all.check();
  await home.expectKeys(notes.keys);
  await expect(page.getByText('Card reader')).toHaveCount(0);
});

test('the list of the project before leaves at once', async ({ page }) => {
  const home = new ProjectsHome(page);
  await home.open();
  const late = holdBack(page, keysOf(notes));
  await home.project.selectOption(notes.name);
  await late.asked;
  await expect(page.getByText('Loading keys…')).toBeVisible();
  await expect(home.names).toHaveCount(0);

  await home.project.selectOption(engine.name);
  await home.expectKeys(['Card reader', 'Platform']);
  await late.answer();
  await home.search.fill('Card');
  await home.expectKeys(['Card reader']);
});

test('another user has other projects', async ({ page, standIn }) => {
  const home = new ProjectsHome(page);
  await home.open();
  await home.project.selectOption(notes.name);
  await home.expectKeys(['Backup']);

  await standIn.journal.clear();
  await home.button(`Switch to ${grace.name}`).click();
  await expect(page.getByText(grace.email)).toBeVisible();
  await expect(home.project.locator('option')).toHaveText([engine.name, compiler.name]);
  await home.expectKeys(['Card reader', 'Platform']);
  await home.project.selectOption(compiler.name);
  await expect(home.count).toHaveText('No keys');

  const sent = await standIn.journal.read();
  expect(sent.map(({ path }) => path)).toEqual([keysOf(engine), keysOf(compiler)]);
  const users = sent.map(({ headers }) => headers.authorization?.claims?.sub);
  expect(users).toEqual([grace.id, grace.id]);
});

test('full access is had by its own choice alone', async ({ page, standIn }) => {
  const home = new ProjectsHome(page);
  await home.open();
  await standIn.journal.clear();
  await home.create('Nightly backup');
  const dialog = home.dialog('Create a project key');
  await expect(dialog.getByText('scopes must have at least one entry')).toBeVisible();
  await expect(dialog.getByLabel('read')).toBeFocused();
  await expect(dialog.getByRole('alert')).toHaveCount(0);
  expect(await standIn.journal.read()).toEqual([]);

  await dialog.getByLabel('read').check();
  await dialog.getByLabel('Full access').check();
  await expect(dialog.getByLabel('read')).toBeDisabled();
});

test('a problem is told where it is', async ({ page, watch }) => {
  const home = new ProjectsHome(page);
  await home.open();

  // What the page would never send, so that the server says what is wrong with it.
  let instead: object | undefined;
  await page.route(`**${keysOf(engine)}`, (route) => {
    const postData = instead && JSON.stringify(instead);
    return route.continue(route.request().method() === 'POST' ? { postData } : {});
  });
  instead = { name: 7, scopes: ['read', 7], expires_days: 'many' };
  await home.create('Nightly backup', { scopes: ['read'] });
  const dialog = home.dialog('Create a project key');
  await expect(dialog.getByText('body.name: expected a string')).toBeVisible();
  await expect(dialog.getByText('body.scopes[1]: expected a string')).toBeVisible();
  await expect(dialog.getByText('body.expires_days: expected an integer')).toBeVisible();
  await expect(dialog.getByLabel('Name')).toBeFocused();
  await expect(dialog.getByRole('alert')).toHaveCount(0);

  // What belongs to no field is told above them.
  instead = { name: 'Nightly backup', scopes: ['read'], colour: 'red' };
  await home.button('Create').click();
  await expect(dialog.getByRole('alert')).toContainText('validation failed');
  await expect(dialog.getByRole('alert')).toContainText('api_response_error');
  await expect(dialog.getByRole('listitem')).toHaveText(['body.colour: unexpected property']);
  watch.intend(`422 ${keysOf(engine)}`, 2);

  instead = undefined;
  await home.button('Create').click();
  await home.saveSecret();
  await home.expectKeys(['Nightly backup', 'Card reader', 'Platform']);
});

test('a project that the server refuses is told in its words', async ({ page, watch }) => {
  const projects = [{ id: 'no-uuid', name: 'Nowhere' }, compiler];
  await page.route('**/__standin/projects', (route) => route.fulfill({ json: projects }));
  const home = new ProjectsHome(page);
  await page.goto('/');
  await home.tab.click();
  await expect(home.error).toContainText('validation failed');
  await expect(home.error.getByRole('listitem')).toHaveText(['path.projectId: expected a UUID']);
  watch.intend(`422 ${keysOf({ id: 'no-uuid' })}`);

  await home.project.selectOption(compiler.name);
  await expect(home.error).toContainText('you are not a member of this project');
  watch.intend(`403 ${keysOf(compiler)}`);
});

test('a list of projects that fails can be tried again', async ({ page, watch }) => {
  await page.route('**/__standin/projects', (route) => route.abort());
  const home = new ProjectsHome(page);
  await page.goto('/');
  await home.tab.click();
  await expect(home.error).toContainText('The local server does not answer.');
  watch.intend('Failed to load resource: net::ERR_FAILED');

  await page.unroute('**/__standin/projects');
  await home.button('Try again').click();
  await expect(page.locator(':focus')).toHaveCount(1);
  await home.expectKeys(['Card reader', 'Platform']);
});

test('signed out, a call is refused before anything is sent', async ({ page, standIn }) => {
  const home = new ProjectsHome(page);
  await home.open();
  await home.button('Sign out').click();
  await expect(page.getByRole('heading', { name: 'You are signed out' })).toBeVisible();

  await standIn.journal.clear();
  await home.button('List project keys anyway').click();
  await expect(home.error).toContainText('there is no session token: no user is signed in');
  await expect(home.error.locator('code')).toHaveText('no_session_token');
  expect(await standIn.journal.read()).toEqual([]);

  await home.button(`Sign in as ${grace.name}`).click();
  await home.expectKeys(['Card reader', 'Platform']);
});

test('the tabs are had by keyboard', async ({ page }) => {
  const home = new ProjectsHome(page);
  await page.goto('/');
  const own = page.getByRole('tab', { name: 'API keys' });
  await expect(own).toHaveAttribute('aria-selected', 'true');
  await own.focus();
  await page.keyboard.press('ArrowRight');
  await expect(home.tab).toBeFocused();
  await expect(home.tab).toHaveAttribute('aria-selected', 'true');
  await expect(page.getByRole('tabpanel', { name: 'Project keys' })).toBeVisible();
  await home.expectKeys(['Card reader', 'Platform']);

  await page.keyboard.press('ArrowRight');
  await expect(own).toBeFocused();
  await expect(page.getByRole('tabpanel', { name: 'API keys' })).toBeVisible();
  await page.keyboard.press('End');
  await expect(home.tab).toBeFocused();
  await page.keyboard.press('Home');
  await expect(own).toBeFocused();

  // The tabs are one stop of the Tab key.
  await page.keyboard.press('Tab');
  await expect(home.button('Create key')).toBeFocused();
});

async function sessionOf(page: Page): Promise<string> {
  return page.evaluate(() => {
    const { Clerk } = window as unknown as { Clerk: { session: { id: string } } };
    return Clerk.session.id;
  });
}

/** Holds the next answer from this path back. */
function holdBack(page: Page, path: string) {
  const asked = new Promise<Route>((resolve) => {
    page.route(`**${path}`, resolve, { times: 1 });
  });
  return { asked, answer: async () => (await asked).continue() };
}
