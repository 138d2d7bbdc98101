import { expect, test } from '../fixtures.ts';
import { ada, grace } from '../standin/people.ts';
import type { StandIn } from '../standin/process.ts';
import { heapOf } from './heap.ts';
import { Home } from './home.ts';
import { holdBack, own, refuse } from './network.ts';
import { ProjectsHome } from './projects.ts';

/** The changes that reached the server, in their order. */
async function changes({ journal }: StandIn) {
  const sent = await journal.read();
  return sent.filter(({ method }) => method === 'POST');
}

test('the old key works until the new one’s secret is saved', async ({
  page,
  session,
  standIn,
  watch,
}) => {
  const { id } = await session.create({ name: 'Nightly backup', subject: ada.id });
  watch.intend(`404 /__clerk/v1/api_keys/${id}`);
  const home = new Home(page);
  await home.open();
  await standIn.journal.clear();
  await home.rotate('Nightly backup', {
    name: 'Nightly backup, anew',
    expiration: '30 days',
    reason: 'It is a year old.',
  });
  await expect(home.secretDialog).toContainText('“Nightly backup, anew”');
  expect((await changes(standIn)).map(({ path }) => path)).toEqual(['/__clerk/api_keys']);

  // It was neither copied nor shown.
  await home.button('Saved: revoke the old key').click();
  await expect(home.error).toContainText('You have neither copied nor shown the secret.');
  await home.button('Show').click();
  await expect(home.secret).toHaveValue(/^ak_[0-9a-f]{64}$/);
  const held = await holdBack(page, own.revoke);
  await home.button('Saved: revoke the old key').click();
  await held.asked;
  await expect(home.told('Revoking…')).toBeVisible();
  expect(await changes(standIn)).toHaveLength(1);
  held.letGo();

  const done = '“Nightly backup, anew” has taken the place of “Nightly backup”.';
  await expect(home.told(done)).toBeVisible();
  await expect(home.heading).toBeFocused();
  await expect(home.names).toHaveText(['Nightly backup, anew']);
  expect((await changes(standIn)).map(({ path, body }) => ({ path, body }))).toEqual([
    {
      path: '/__clerk/api_keys',
      body: {
        type: 'api_key',
        name: 'Nightly backup, anew',
        subject: ada.id,
        seconds_until_expiration: 30 * 24 * 60 * 60,
      },
    },
    {
      path: `/__clerk/api_keys/${id}/revoke`,
      body: { revocation_reason: 'It is a year old.' },
    },
  ]);
});

test('where nothing is said, the name is dated, and it never expires when that is chosen', async ({
  page,
  session,
  standIn,
  watch,
}) => {
  const { id } = await session.create({ name: 'Nightly backup', subject: ada.id });
  watch.intend(`404 /__clerk/v1/api_keys/${id}`);
  const home = new Home(page);
  await home.open();
  await standIn.journal.clear();
  await home.rotate('Nightly backup', { expiration: 'Never' });
  await home.button('Show').click();
  await home.button('Saved: revoke the old key').click();
  await expect(home.names).toHaveText([/^Nightly backup \d{4}-\d\d-\d\d$/]);
  const [made, revoked] = await changes(standIn);
  expect(made?.body).not.toHaveProperty('seconds_until_expiration');
  expect(revoked?.body).toEqual({});
});

test('the new key can be discarded, and the old one stays', async ({
  page,
  session,
  standIn,
  watch,
}) => {
  const { id } = await session.create({ name: 'Nightly backup', subject: ada.id });
  watch.intend(`404 /__clerk/v1/api_keys/${id}`);
  const home = new Home(page);
  await home.open();
  await standIn.journal.clear();
  await home.rotate('Nightly backup', { name: 'Not wanted' });
  await home.button('Discard the new key').click();
  const said = 'The new key is revoked; “Nightly backup” stays as it was.';
  await expect(home.told(said)).toBeVisible();
  await expect(home.heading).toBeFocused();
  await expect(home.names).toHaveText(['Nightly backup']);
  const [, revoked, ...more] = await changes(standIn);
  expect(revoked?.path).toMatch(/\/revoke$/);
  expect(revoked?.path).not.toContain(id);
  expect(more).toEqual([]);
  await home.all.check();
  await expect(home.row('Not wanted')).toContainText('Revoked');
});

test('a rotation that is refused is said in words, and can be tried again', async ({
  page,
  session,
  watch,
}) => {
  const { id } = await session.create({ name: 'Nightly backup', subject: ada.id });
  watch.intend(`404 /__clerk/v1/api_keys/${id}`);
  const home = new Home(page);
  await home.open();
  const unrefuse = await refuse(page, own.create, 'You may not create keys.');
  await home.rotate('Nightly backup', { name: 'Anew' });
  await expect(home.error).toContainText('You may not create keys.');
  watch.intend('403 /__clerk/api_keys');
  await unrefuse();

  const name = page.getByLabel('Name of the new key (optional)');
  await name.fill('ab');
  await home.button('Create the new key').click();
  await expect(page.getByText('name must be at least 3 characters long.')).toBeVisible();
  await expect(name).toHaveAttribute('aria-invalid', 'true');
  watch.intend('422 /__clerk/api_keys');
  await name.fill('Anew');
  await home.button('Create the new key').click();
  await home.button('Show').click();
  await home.button('Saved: revoke the old key').click();
  await expect(home.names).toHaveText(['Anew']);
});

test('a date that has passed is told beside its field, and nothing is sent', async ({
  page,
  session,
  standIn,
}) => {
  await session.create({ name: 'Nightly backup', subject: ada.id });
  const home = new Home(page);
  await home.open();
  await standIn.journal.clear();
  await home.rotate('Nightly backup', { expiration: 'On a date…' });
  await expect(page.getByText('Choose a day after today.')).toBeVisible();
  await expect(page.getByLabel('Expiration date')).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByLabel('Expiration date')).toBeFocused();
  await expect(home.error).toHaveCount(0);
  expect(await changes(standIn)).toEqual([]);
});

test('another user in the middle: the secret is gone, and the old key untouched', async ({
  page,
  session,
  standIn,
  watch,
}) => {
  const { id } = await session.create({ name: 'Nightly backup', subject: ada.id });
  watch.intend(`404 /__clerk/v1/api_keys/${id}`);
  const home = new Home(page);
  await home.open();
  const created = page.waitForResponse(
    (response) => own.create.url.test(response.url()) && response.request().method() === 'POST',
  );
  await home.rotate('Nightly backup', { name: 'Anew' });
  const { secret } = await (await created).json();
  await home.button('Show').click();
  await home.switchUserBehindDialog(grace.name);
  await expect(page.getByText(grace.email)).toBeVisible();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(home.count).toHaveText('No keys');
  expect((await heapOf(page)).keepersOf(secret)).toEqual([]);

  const revoked = (await changes(standIn)).filter(({ path }) => path.endsWith('/revoke'));
  expect(revoked.filter(({ path }) => path.includes(id))).toEqual([]);
});

test('where the old key cannot be revoked, that is told, and both are listed', async ({
  page,
  session,
  watch,
}) => {
  const { id } = await session.create({ name: 'Nightly backup', subject: ada.id });
  watch.intend(`404 /__clerk/v1/api_keys/${id}`);
  const home = new Home(page);
  await home.open();
  await refuse(page, own.revoke, 'Ask your administrator.', id);
  await home.rotate('Nightly backup', { name: 'Anew' });
  await home.showSecret();
  await home.button('Saved: revoke the old key').click();
  await expect(home.error).toContainText('Ask your administrator.');
  watch.intend(`403 /__clerk/api_keys/${id}/revoke`);
  await expect(home.dialog('The rotation stopped halfway').getByRole('textbox')).toHaveCount(0);
  await home.button('Close').click();
  await expect(home.names).toHaveText(['Anew', 'Nightly backup']);
});

test('a project’s keys are not rotated: their server cannot', async ({ page }) => {
  const home = new ProjectsHome(page);
  await home.open();
  await expect(home.button('Revoke Card reader')).toBeVisible();
  await expect(page.getByRole('button', { name: /^Rotate/ })).toHaveCount(0);
});
