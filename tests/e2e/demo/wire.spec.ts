import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import { ada, analyticalEngines } from '../standin/people.ts';
import { DemoPage } from './demo-page.ts';

interface ClerkOnPage {
  version: string;
  session: { id: string };
}

/** The query parameters and claims that Clerk adds to each request. */
async function addedByClerk(page: Page) {
  const { version, sid } = await page.evaluate(() => {
    const { Clerk } = window as unknown as { Clerk: ClerkOnPage };
    return { version: Clerk.version, sid: Clerk.session.id };
  });
  return {
    query: [
      ['__clerk_api_version', '2026-08-20'],
      ['_clerk_js_version', version],
      ['_clerk_session_id', sid],
    ],
    authorization: (organization?: { id: string }) => ({
      bearer: true,
      claims: { sid, sub: ada.id, ...(organization && { o: { id: organization.id } }) },
    }),
  };
}

const uncached = { accept: '*/*', 'cache-control': 'no-cache', pragma: 'no-cache', cookie: true };

test('getAll', async ({ page, standIn }) => {
  const demo = new DemoPage(page);
  await demo.open();
  await demo.all.check();
  await expect(page.getByText('No keys yet')).toBeVisible();
  await demo.organization.selectOption(analyticalEngines.name);
  await expect(page.getByText('No active keys')).toBeVisible();

  const { query, authorization } = await addedByClerk(page);
  const list = (subject: string) => [
    ['subject', subject],
    ['query', ''],
    ['limit', '100'],
    ['offset', '0'],
  ];
  const same = { method: 'GET', path: '/__clerk/api_keys', body: null, status: 200 };
  expect(await standIn.journal.read()).toStrictEqual([
    {
      ...same,
      query: [...list(ada.id), ...query],
      headers: { ...uncached, authorization: authorization() },
    },
    {
      ...same,
      query: [...list(ada.id), ['include_invalid', 'true'], ...query],
      headers: { ...uncached, authorization: authorization() },
    },
    {
      ...same,
      query: [...list(analyticalEngines.id), ...query],
      headers: { ...uncached, authorization: authorization(analyticalEngines) },
    },
  ]);
});

test('create', async ({ page, standIn }) => {
  const demo = new DemoPage(page);
  await demo.open();
  await standIn.journal.clear();
  await demo.create('Nightly backup', { description: 'Runs at two.', expiration: '7 days' });
  await demo.saveSecret();
  await demo.create('Weekly report', { expiration: 'Never' });
  await demo.saveSecret();

  const { query, authorization } = await addedByClerk(page);
  const headers = {
    ...uncached,
    'content-type': 'application/json',
    origin: standIn.origin,
    authorization: authorization(),
  };
  const same = { method: 'POST', path: '/__clerk/api_keys', query, headers, status: 201 };
  const sent = (await standIn.journal.read()).filter(({ method }) => method === 'POST');
  expect(sent).toStrictEqual([
    {
      ...same,
      body: {
        type: 'api_key',
        name: 'Nightly backup',
        subject: ada.id,
        description: 'Runs at two.',
        seconds_until_expiration: 7 * 24 * 60 * 60,
      },
    },
    { ...same, body: { type: 'api_key', name: 'Weekly report', subject: ada.id } },
  ]);
});

test('revoke', async ({ page, session, standIn }) => {
  const one = await session.create({ name: 'Nightly backup', subject: ada.id });
  const other = await session.create({ name: 'Weekly report', subject: ada.id });
  const demo = new DemoPage(page);
  await demo.open();
  await standIn.journal.clear();
  await demo.revoke('Nightly backup', 'It was in a log.');
  await demo.revoke('Weekly report');

  const { query, authorization } = await addedByClerk(page);
  const headers = {
    ...uncached,
    'content-type': 'application/json',
    origin: standIn.origin,
    authorization: authorization(),
  };
  const revoke = (id: string, body: object) => ({
    method: 'POST',
    path: `/__clerk/api_keys/${id}/revoke`,
    query,
    headers,
    body,
    status: 200,
  });
  const sent = (await standIn.journal.read()).filter(({ method }) => method === 'POST');
  expect(sent).toStrictEqual([
    revoke(one.id, { revocation_reason: 'It was in a log.' }),
    revoke(other.id, {}),
  ]);
});

test('reload requests a fresh token and then the list', async ({ page, session, standIn }) => {
  await session.create({ name: 'Nightly backup', subject: ada.id });
  const demo = new DemoPage(page);
  await demo.open();
  await standIn.journal.clear();
  const sent: string[] = [];
  page.on('request', (request) => {
    sent.push(new URL(request.url()).pathname);
  });

  for (const time of ['first', 'second']) {
    await demo.button('Reload Nightly backup').click();
    await expect(demo.notice, time).toHaveText('“Nightly backup” is up to date.');
    await demo.button('Create key').click(); // Removes the notice.
    await page.keyboard.press('Escape');
    await expect(demo.notice).toHaveCount(0);
  }

  const { query, authorization } = await addedByClerk(page);
  const headers = { ...uncached, authorization: authorization() };
  const same = { method: 'GET', headers, body: null };
  const list = (name: string) => ({
    ...same,
    path: '/__clerk/api_keys',
    query: [
      ['subject', ada.id],
      ['query', name],
      ['limit', '100'],
      ['offset', '0'],
      ['include_invalid', 'true'],
      ...query,
    ],
    status: 200,
  });
  expect(await standIn.journal.read()).toStrictEqual([
    // The first list request does not know the name of the key yet.
    list(''),
    list('Nightly backup'),
  ]);

  const [, , sid] = query;
  const token = `/__clerk/v1/client/sessions/${sid?.[1]}/tokens`;
  expect(sent, 'a fresh token comes first').toEqual([
    token,
    '/__clerk/api_keys',
    token,
    '/__clerk/api_keys',
  ]);
});
