import { expect, test } from '../fixtures.ts';
import { ada, grace } from '../standin/people.ts';
import type { StandIn } from '../standin/process.ts';
import { DemoPage } from './demo-page.ts';
import { heapSnapshot } from './heap-snapshot.ts';
import { clerkRequests, holdRequests, refuse, serveKeys, wireKey } from './network.ts';
import { ProjectKeysPage } from './project-keys-page.ts';

/** The POST requests that reached the server, in order. */
async function postRequests({ journal }: StandIn) {
  const sent = await journal.read();
  return sent.filter(({ method }) => method === 'POST');
}

test('the old key is revoked only after the new secret is saved', async ({
  page,
  session,
  standIn,
}) => {
  const { id } = await session.create({ name: 'Nightly backup', subject: ada.id });
  const demo = new DemoPage(page);
  await demo.open();
  await standIn.journal.clear();
  await demo.rotate('Nightly backup', {
    name: 'Nightly backup, anew',
    expiration: '30 days',
    reason: 'It is a year old.',
  });
  await expect(demo.secretDialog).toContainText('“Nightly backup, anew”');
  expect((await postRequests(standIn)).map(({ path }) => path)).toEqual(['/__clerk/api_keys']);

  // The secret was neither copied nor shown.
  await demo.button('Saved: revoke the old key').click();
  await expect(demo.error).toContainText('You have neither copied nor shown the secret.');
  await demo.button('Show').click();
  await expect(demo.secret).toHaveValue(/^ak_[0-9a-f]{64}$/);
  const held = await holdRequests(page, clerkRequests.revoke);
  await demo.button('Saved: revoke the old key').click();
  await held.requested;
  await expect(demo.status('Revoking…')).toBeVisible();
  expect(await postRequests(standIn)).toHaveLength(1);
  held.release();

  const done = '“Nightly backup, anew” has taken the place of “Nightly backup”.';
  await expect(demo.status(done)).toBeVisible();
  await expect(demo.heading).toBeFocused();
  await expect(demo.names).toHaveText(['Nightly backup, anew']);
  expect((await postRequests(standIn)).map(({ path, body }) => ({ path, body }))).toEqual([
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

test('the default name has the date, and Never sends no expiration', async ({
  page,
  session,
  standIn,
}) => {
  await session.create({ name: 'Nightly backup', subject: ada.id });
  const demo = new DemoPage(page);
  await demo.open();
  await standIn.journal.clear();
  await demo.rotate('Nightly backup', { expiration: 'Never' });
  await demo.button('Show').click();
  await demo.button('Saved: revoke the old key').click();
  await expect(demo.names).toHaveText([/^Nightly backup \d{4}-\d\d-\d\d$/]);
  const [created, revoked] = await postRequests(standIn);
  expect(created?.body).not.toHaveProperty('seconds_until_expiration');
  expect(revoked?.body).toEqual({});
});

test('by default the new key lives as long as the old one', async ({ page, session, standIn }) => {
  const seconds = 7 * 24 * 60 * 60;
  await session.create({
    name: 'Nightly backup',
    subject: ada.id,
    seconds_until_expiration: seconds,
  });
  await session.create({ name: 'Weekly report', subject: ada.id });
  const demo = new DemoPage(page);
  await demo.open();
  await standIn.journal.clear();
  const expiration = page.getByLabel('Expiration', { exact: true });
  for (const [name, hint] of [
    ['Nightly backup', /^Expires on .*20\d\d\.$/],
    ['Weekly report', 'It works until somebody revokes it.'],
  ] as const) {
    await demo.button(`Rotate ${name}`).click();
    await expect(expiration.getByRole('option', { selected: true })).toHaveText(
      'As long as the old key',
    );
    await expect(expiration).toHaveAccessibleDescription(hint);
    await page.keyboard.press('Escape');
    await demo.rotate(name, { name: `${name}, anew` });
    await demo.showSecret();
    await demo.button('Saved: revoke the old key').click();
    await expect(demo.status(`has taken the place of “${name}”.`)).toBeVisible();
  }
  const bodies = (await postRequests(standIn)).map(
    ({ body }) => body as { name?: string; seconds_until_expiration?: number },
  );
  const lifetimes = bodies.filter(({ name }) => name).map((body) => body.seconds_until_expiration);
  expect(lifetimes).toEqual([seconds, undefined]);
});

test('a key with scopes is not rotated, and the dialog says why', async ({ page, standIn }) => {
  const key = wireKey({ name: 'Nightly backup', scopes: ['read'] });
  await serveKeys(page, [key]);
  const demo = new DemoPage(page);
  await demo.open();
  await demo.rotate('Nightly backup', {});
  await expect(demo.error).toContainText('is of a key with scopes or claims');
  await expect(demo.error.locator('code')).toHaveText('invalid_params');
  expect(await postRequests(standIn)).toEqual([]);
});

test('the new key can be discarded, and the old key stays active', async ({
  page,
  session,
  standIn,
}) => {
  const { id } = await session.create({ name: 'Nightly backup', subject: ada.id });
  const demo = new DemoPage(page);
  await demo.open();
  await standIn.journal.clear();
  await demo.rotate('Nightly backup', { name: 'Not wanted' });
  await demo.button('Discard the new key').click();
  const message = 'The new key is revoked; “Nightly backup” stays as it was.';
  await expect(demo.status(message)).toBeVisible();
  await expect(demo.heading).toBeFocused();
  await expect(demo.names).toHaveText(['Nightly backup']);
  const [, revoked, ...more] = await postRequests(standIn);
  expect(revoked?.path).toMatch(/\/revoke$/);
  expect(revoked?.path).not.toContain(id);
  expect(more).toEqual([]);
  await demo.all.check();
  await expect(demo.row('Not wanted')).toContainText('Revoked');
});

test('a failed rotation shows the server’s message and can be retried', async ({
  page,
  session,
  monitor,
}) => {
  await session.create({ name: 'Nightly backup', subject: ada.id });
  const demo = new DemoPage(page);
  await demo.open();
  const stopRefusing = await refuse(page, clerkRequests.create, 'You may not create keys.');
  await demo.rotate('Nightly backup', { name: 'Anew' });
  await expect(demo.error).toContainText('You may not create keys.');
  monitor.expectError('403 /__clerk/api_keys');
  await stopRefusing();

  const name = page.getByLabel('Name of the new key (optional)');
  await name.fill('ab');
  await demo.button('Create the new key').click();
  await expect(page.getByText('name must be at least 3 characters long.')).toBeVisible();
  await expect(name).toHaveAttribute('aria-invalid', 'true');
  monitor.expectError('400 /__clerk/api_keys');
  await name.fill('Anew');
  await demo.button('Create the new key').click();
  await demo.button('Show').click();
  await demo.button('Saved: revoke the old key').click();
  await expect(demo.names).toHaveText(['Anew']);
});

test('an invalid date is an error at its field, and no request is sent', async ({
  page,
  session,
  standIn,
}) => {
  await session.create({ name: 'Nightly backup', subject: ada.id });
  const demo = new DemoPage(page);
  await demo.open();
  await standIn.journal.clear();
  await demo.rotate('Nightly backup', { expiration: 'On a date…' });
  await expect(page.getByText('Choose a day after today.')).toBeVisible();
  await expect(page.getByLabel('Expiration date')).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByLabel('Expiration date')).toBeFocused();
  await expect(demo.error).toHaveCount(0);
  expect(await postRequests(standIn)).toEqual([]);
});

test('a change of user removes the secret and keeps the old key', async ({
  page,
  session,
  standIn,
}) => {
  const { id } = await session.create({ name: 'Nightly backup', subject: ada.id });
  const demo = new DemoPage(page);
  await demo.open();
  const created = page.waitForResponse(
    (response) =>
      clerkRequests.create.url.test(response.url()) && response.request().method() === 'POST',
  );
  await demo.rotate('Nightly backup', { name: 'Anew' });
  const { secret } = await (await created).json();
  await demo.button('Show').click();
  await demo.switchUserBehindDialog(grace.name);
  await expect(page.getByText(grace.email)).toBeVisible();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(demo.count).toHaveText('No keys');
  const message = 'The rotation of “Nightly backup” of Ada Lovelace stopped: the new key';
  await expect(demo.error, 'nobody is signed in who could revoke the new key').toContainText(
    message,
  );
  expect((await heapSnapshot(page)).retainersOf(secret)).toEqual([]);

  const revoked = (await postRequests(standIn)).filter(({ path }) => path.endsWith('/revoke'));
  expect(revoked.filter(({ path }) => path.includes(id))).toEqual([]);
});

test('a failed revoke of the old key shows an error, and both keys are listed', async ({
  page,
  session,
  monitor,
}) => {
  const { id } = await session.create({ name: 'Nightly backup', subject: ada.id });
  const demo = new DemoPage(page);
  await demo.open();
  await refuse(page, clerkRequests.revoke, 'Ask your administrator.', id);
  await demo.rotate('Nightly backup', { name: 'Anew' });
  await demo.showSecret();
  await demo.button('Saved: revoke the old key').click();
  await expect(demo.error).toContainText('Ask your administrator.');
  monitor.expectError(`403 /__clerk/api_keys/${id}/revoke`);
  await expect(demo.dialog('The rotation stopped halfway').getByRole('textbox')).toHaveCount(0);
  await demo.button('Close').click();
  await expect(demo.names).toHaveText(['Anew', 'Nightly backup']);
});

test('a discarded key that is not revoked is an error, and both keys are listed', async ({
  page,
  session,
  monitor,
}) => {
  await session.create({ name: 'Nightly backup', subject: ada.id });
  const demo = new DemoPage(page);
  await demo.open();
  await refuse(page, clerkRequests.revoke, 'Ask your administrator.');
  const created = page.waitForResponse(
    (response) =>
      clerkRequests.create.url.test(response.url()) && response.request().method() === 'POST',
  );
  await demo.rotate('Nightly backup', { name: 'Anew' });
  const { id } = await (await created).json();
  await demo.button('Discard the new key').click();
  const halfway = demo.dialog('The rotation stopped halfway');
  await expect(halfway.getByRole('alert')).toBeVisible();
  monitor.expectError(`403 /__clerk/api_keys/${id}/revoke`);
  await expect(demo.status('The new key is revoked')).toHaveCount(0);
  await demo.button('Close').click();
  await expect(demo.names).toHaveText(['Anew', 'Nightly backup']);
});

test('project keys have no rotation', async ({ page }) => {
  const demo = new ProjectKeysPage(page);
  await demo.open();
  await expect(demo.button('Revoke Card reader')).toBeVisible();
  await expect(page.getByRole('button', { name: /^Rotate/ })).toHaveCount(0);
});
