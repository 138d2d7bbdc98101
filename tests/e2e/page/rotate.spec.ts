import { expect, test } from '../fixtures.ts';
import { ada, grace } from '../standin/people.ts';
import type { Watch } from '../watch.ts';
import { Home } from './home.ts';
import { own, refuse } from './network.ts';
import { ProjectsHome } from './projects.ts';
import { traces } from './traces.ts';

test('the old key works until the new one is saved', async ({ page, session, standIn, watch }) => {
  const old = await session.create({
    name: 'Nightly backup',
    subject: ada.id,
    description: 'To the vault',
  });
  readAnew(watch, old.id);
  const home = new Home(page);
  await home.open();
  await standIn.journal.clear();
  await home.button('Rotate Nightly backup').click();
  const dialog = home.dialog('Rotate “Nightly backup”');
  await dialog.getByLabel('Name of the new key (optional)').fill('Nightly backup 2');
  await dialog.getByLabel('Expiration').selectOption('30 days');
  await dialog.getByLabel('Reason for revoking').fill('Half a year is over.');
  await home.button('Create the new key').click();

  await expect(home.secretDialog).toContainText('Nightly backup 2');
  const sent = (await standIn.journal.read()).filter(({ method }) => method === 'POST');
  expect(sent.map(({ path, body }) => [path, body])).toEqual([
    [
      '/__clerk/api_keys',
      {
        type: 'api_key',
        name: 'Nightly backup 2',
        subject: ada.id,
        description: 'To the vault',
        seconds_until_expiration: 30 * 24 * 60 * 60,
      },
    ],
  ]);

  const secret = await home.showSecret();
  expect(secret).toMatch(/^ak_[0-9a-f]{64}$/);
  await home.button('Saved: revoke the old key').click();
  await expect(
    page.getByText('“Nightly backup 2” has taken the place of “Nightly backup”.'),
  ).toBeVisible();
  await expect(home.heading).toBeFocused();
  await expect(home.names).toHaveText(['Nightly backup 2To the vault']);
  expect(await traces(page)).not.toContain(secret);

  const last = (await standIn.journal.read()).filter(({ method }) => method === 'POST').at(-1);
  expect([last?.path, last?.body]).toEqual([
    `/__clerk/api_keys/${old.id}/revoke`,
    { revocation_reason: 'Half a year is over.' },
  ]);
  await home.all.check();
  await expect(home.row('Nightly backup')).toContainText('Half a year is over.');
});

test('whoever does not want the new key keeps the old one', async ({ page, session, watch }) => {
  const { id } = await session.create({ name: 'Nightly backup', subject: ada.id });
  readAnew(watch, id);
  const home = new Home(page);
  await home.open();
  await home.button('Rotate Nightly backup').click();
  await home.button('Create the new key').click();
  await home.button('Discard the new key').click();
  const told = 'The new key is revoked; “Nightly backup” stays as it was.';
  await expect(page.getByText(told)).toBeVisible();
  await expect(home.names).toHaveText(['Nightly backup']);
  await home.all.check();
  await expect(home.names).toHaveText([/^Nightly backup \d{4}-\d\d-\d\d$/, 'Nightly backup']);
});

test('a rotation that is refused changes nothing', async ({ page, session, watch }) => {
  const { id } = await session.create({ name: 'Nightly backup', subject: ada.id });
  readAnew(watch, id);
  await session.create({ name: 'Weekly report', subject: ada.id });
  const home = new Home(page);
  await home.open();
  await home.button('Rotate Nightly backup').click();
  const name = page.getByLabel('Name of the new key (optional)');
  await name.fill('Weekly report');
  await home.button('Create the new key').click();
  await expect(home.error).toContainText('An API key with this name already exists');
  watch.intend('409 /__clerk/api_keys');

  await name.fill('ab');
  await home.button('Create the new key').click();
  await expect(name).toHaveAccessibleDescription(/name must be at least 3 characters long/);
  watch.intend('422 /__clerk/api_keys');

  await home.button('Cancel').click();
  await expect(home.button('Rotate Nightly backup')).toBeFocused();
  await home.all.check();
  await expect(home.names).toHaveText(['Weekly report', 'Nightly backup']);
});

test('where the old key cannot be revoked, that is told', async ({ page, session, watch }) => {
  const { id } = await session.create({ name: 'Nightly backup', subject: ada.id });
  readAnew(watch, id);
  const home = new Home(page);
  await home.open();
  await refuse(page, own.revoke, 'Ask your administrator.', id);
  await home.button('Rotate Nightly backup').click();
  await home.button('Create the new key').click();
  await home.showSecret();
  await home.button('Saved: revoke the old key').click();
  await expect(home.error).toContainText('Ask your administrator.');
  watch.intend(`403 /__clerk/api_keys/${id}/revoke`);
  await home.button('Cancel').click();
  await expect(home.names).toHaveCount(2);
});

test('another user in the middle ends it', async ({ page, session, watch }) => {
  const { id } = await session.create({ name: 'Nightly backup', subject: ada.id });
  readAnew(watch, id);
  const home = new Home(page);
  await home.open();
  await home.button('Rotate Nightly backup').click();
  await home.button('Create the new key').click();
  const secret = await home.showSecret();
  await home.signInElsewhere(grace.email);
  await expect(page.getByText(grace.email)).toBeVisible();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(home.count).toHaveText('No keys');
  expect(await traces(page)).not.toContain(secret);

  await home.signInElsewhere(ada.email);
  await expect(home.row('Nightly backup')).toContainText('Active');
});

test('a project’s keys are not rotated: their server cannot', async ({ page }) => {
  const home = new ProjectsHome(page);
  await home.open();
  await expect(home.button('Revoke Card reader')).toBeVisible();
  await expect(page.getByRole('button', { name: /^Rotate/ })).toHaveCount(0);
});

/** The old key is read before it is replaced, in vain at first: Clerk has no route for one key. */
const readAnew = (watch: Watch, id: string) => watch.intend(`404 /__clerk/v1/api_keys/${id}`);
