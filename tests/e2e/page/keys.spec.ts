import { expect, test } from '../fixtures.ts';
import { ada } from '../standin/people.ts';
import { Home } from './home.ts';
import { traces } from './traces.ts';

test('the secret of a new key is shown once, and stays nowhere', async ({ page, watch }) => {
  const home = new Home(page);
  await home.open();
  await expect(home.count).toHaveText('No keys');

  await home.create('Nightly backup', { description: 'Runs at two.', expiration: '7 days' });
  await home.button('Copy').click();
  await expect(page.getByText('Copied.')).toBeVisible();
  const secret = await page.evaluate(() => navigator.clipboard.readText());
  expect(secret).toMatch(/^ak_[0-9a-f]{64}$/);
  expect(await traces(page), 'hidden until it is asked for').not.toContain(secret);

  expect(await home.showSecret()).toBe(secret);
  expect(await traces(page)).toContain(secret);
  await home.button('Hide').click();
  expect(await traces(page)).not.toContain(secret);
  expect(await home.saveSecret()).toBe(secret);
  expect(await traces(page)).not.toContain(secret);
  expect(watch.console.join()).not.toContain(secret);

  await expect(home.notice).toHaveText('“Nightly backup” is ready to use.');
  await expect(home.count).toHaveText('1 key');
  await expect(home.names).toHaveText(['Nightly backupRuns at two.']);
  await expect(home.row('Nightly backup')).toContainText('Active');

  await page.reload();
  await expect(home.names).toHaveText(['Nightly backupRuns at two.']);
  expect(await traces(page)).not.toContain(secret);
});

test('a search leaves the keys that it finds', async ({ page, session }) => {
  await session.create({ name: 'Nightly backup', subject: ada.id });
  await session.create({ name: 'Weekly report', subject: ada.id });
  const home = new Home(page);
  await home.open();
  await expect(home.names).toHaveText(['Weekly report', 'Nightly backup']);

  await home.search.fill('back');
  await expect(home.names).toHaveText(['Nightly backup']);
  await expect(home.count).toHaveText('1 key');
  await home.search.fill('nothing of that name');
  await expect(page.getByText('No active key matches “nothing of that name”')).toBeVisible();
  await home.search.fill('');
  await expect(home.count).toHaveText('2 keys');
});

test('a key is revoked for a reason', async ({ page, session }) => {
  await session.create({ name: 'Nightly backup', subject: ada.id });
  await session.create({ name: 'Weekly report', subject: ada.id });
  const home = new Home(page);
  await home.open();

  await home.revoke('Nightly backup', 'It was in a log.');
  await expect(home.notice).toHaveText('“Nightly backup” is revoked.');
  await expect(home.names).toHaveText(['Weekly report']);

  await home.all.check();
  await expect(home.names).toHaveText(['Weekly report', 'Nightly backup']);
  const row = home.row('Nightly backup');
  await expect(row).toContainText('Revoked');
  await expect(row).toContainText('It was in a log.');
  await expect(home.button('Revoke Nightly backup')).toHaveCount(0);
});

test('a reload shows what happened elsewhere', async ({ page, session, watch }) => {
  const { id } = await session.create({ name: 'Nightly backup', subject: ada.id });
  const home = new Home(page);
  await home.open();
  await expect(home.row('Nightly backup')).toContainText('Active');

  await session.revoke(id, 'It was in a log.');
  await home.button('Reload Nightly backup').click();
  await expect(home.notice).toHaveText('“Nightly backup” is up to date.');
  await expect(home.row('Nightly backup')).toContainText('Revoked');
  await expect(home.row('Nightly backup')).toContainText('It was in a log.');
  watch.intend(`404 /__clerk/v1/api_keys/${id}`);
});

test('more than ten keys come in pages', async ({ page, session }) => {
  const names = Array.from({ length: 12 }, (_, i) => `Key ${i + 1}`);
  for (const name of names) await session.create({ name, subject: ada.id });
  const newestFirst = names.toReversed();
  const home = new Home(page);
  await home.open();
  await expect(home.count).toHaveText('1–10 of 12 keys');
  await expect(home.names).toHaveText(newestFirst.slice(0, 10));

  await home.pages.getByRole('button', { name: 'Next' }).click();
  await expect(home.count).toHaveText('11–12 of 12 keys');
  await expect(home.names).toHaveText(newestFirst.slice(10));

  await home.pages.getByRole('button', { name: 'Previous' }).click();
  await expect(home.names).toHaveText(newestFirst.slice(0, 10));
});

test('two clicks make one key', async ({ page, standIn }) => {
  const home = new Home(page);
  await home.open();
  await home.button('Create key').click();
  const dialog = home.dialog('Create an API key');
  await dialog.getByLabel('Name').fill('Nightly backup');
  await dialog.getByRole('button', { name: 'Create', exact: true }).evaluate((button) => {
    (button as HTMLButtonElement).click();
    (button as HTMLButtonElement).click();
  });
  await home.saveSecret();
  await expect(home.count).toHaveText('1 key');

  const sent = (await standIn.journal.read()).filter(({ method }) => method === 'POST');
  expect(sent.map(({ status }) => status)).toEqual([201]);
});

test('a name that is taken is refused in words', async ({ page, session, watch }) => {
  await session.create({ name: 'Nightly backup', subject: ada.id });
  const home = new Home(page);
  await home.open();
  await home.create('Nightly backup');
  const dialog = home.dialog('Create an API key');
  await expect(dialog.getByRole('alert')).toContainText(
    'An API key with this name already exists for this subject',
  );
  await expect(dialog.getByRole('alert')).toContainText('token_creation_conflict');
  watch.intend('409 /__clerk/api_keys');

  // A name that was never possible is told beside its field.
  await dialog.getByLabel('Name').fill('ab');
  await home.button('Create').click();
  await expect(dialog.getByText('name must be at least 3 characters long.')).toBeVisible();
  await expect(dialog.getByLabel('Name')).toBeFocused();
  watch.intend('422 /__clerk/api_keys');
});

test('a lost connection is said in words, and can be tried again', async ({
  page,
  session,
  watch,
}) => {
  await session.create({ name: 'Nightly backup', subject: ada.id });
  await page.route('**/api_keys?*', (route) => route.abort());
  const home = new Home(page);
  await page.goto('/');
  await expect(home.error).toContainText('the server could not be reached');
  await expect(home.error.locator('code')).toHaveText('network_error');
  watch.intend('Failed to load resource: net::ERR_FAILED', 3);

  await page.unroute('**/api_keys?*');
  await home.button('Try again').click();
  await expect(home.names).toHaveText(['Nightly backup']);
});
