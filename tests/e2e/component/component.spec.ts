import type { Request } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import type { Entry } from '../standin/journal.ts';
import { ada } from '../standin/people.ts';
import { ComponentPage, type Mount, mounts } from './component-page.ts';
import type {} from './site/main.tsx';

test.use({ site: 'component', locale: 'en-US', timezoneId: 'UTC' });

const names = ['Nightly backup', 'Weekly report', 'Monthly report'];

test.beforeEach(async ({ session, standIn }) => {
  for (const name of names) await session.create({ name, subject: ada.id });
  await standIn.journal.clear();
});

for (const mount of mounts) {
  test.describe(`${mount.by} over ${mount.apiKeys}`, () => {
    test('lists, pages and searches', async ({ page, standIn }) => {
      const component = new ComponentPage(page);
      await component.open(mount);
      await expect(component.rows).toHaveText([/^Monthly report/, /^Weekly report/]);
      await expect(component.rows.first()).toContainText(/Created \w+ \d+ • Never expires/);
      await expect(page.getByText('Displaying 1 – 2 of 3')).toBeVisible();

      await page.getByRole('button', { name: 'Next' }).click();
      await expect(component.rows).toHaveText([/^Nightly backup/]);
      await expect(page.getByText('Displaying 3 – 3 of 3')).toBeVisible();

      await component.search.fill('report');
      await expect(component.rows).toHaveText([/^Monthly report/, /^Weekly report/]);
      await component.search.fill('no such key');
      await expect(component.rows).toHaveText(['No API keys found']);

      const lists = await standIn.journal.read();
      expectRequests(lists, mount);
      const queries = lists.map(({ query }) => Object.fromEntries(query));
      const first = { subject: ada.id, query: '', limit: '2', offset: '0' };
      expect(queries[0]).toMatchObject(first);
      expect(queries).toContainEqual(expect.objectContaining({ ...first, offset: '2' }));
      expect(queries).toContainEqual(expect.objectContaining({ ...first, query: 'report' }));
      expect(queries.at(-1)).toMatchObject({ ...first, query: 'no such key' });
    });

    test('creates a key, and shows and copies its secret', async ({ page, standIn }) => {
      const component = new ComponentPage(page);
      await component.open(mount);
      await page.getByRole('button', { name: 'Add new key' }).click();
      await component.name.fill('Deploy');
      await page.getByRole('button', { name: 'Select date' }).click();
      await page.getByRole('option', { name: '30 Days' }).click();
      await page.getByRole('textbox', { name: 'Description' }).fill('For the pipeline');
      await component.createButton.click();

      await expect(component.dialog).toContainText('Copy your "Deploy" API Key now');
      const secret = await component.dialog.getByRole('textbox').inputValue();
      expect(secret).toMatch(/^ak_[0-9a-f]{64}$/);
      await component.dialog.getByRole('button', { name: 'Copy & Close' }).click();
      await expect(component.dialog).toHaveCount(0);
      await expect(component.name).toHaveCount(0);
      expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(secret);
      expect(await page.content()).not.toContain(secret);

      await expect(component.rows).toHaveText([/^Deploy/, /^Monthly report/]);
      await expect(component.rows.first()).toContainText(/ • Expires \w+ \d+, \d{4}/);
      await expect(page.getByText('Displaying 1 – 2 of 4')).toBeVisible();

      const requests = await standIn.journal.read();
      expectRequests(requests, mount);
      expect(requests.filter(({ method }) => method === 'POST').map(({ body }) => body)).toEqual([
        {
          type: 'api_key',
          name: 'Deploy',
          subject: ada.id,
          description: 'For the pipeline',
          seconds_until_expiration: 30 * 24 * 3600,
        },
      ]);
    });

    test('revokes a key after its confirmation', async ({ page, standIn }) => {
      const component = new ComponentPage(page);
      await component.open(mount);
      await component.revoke('Monthly report');
      await expect(component.dialog).toContainText('Revoke "Monthly report" secret key?');
      await component.dialog.getByRole('button', { name: 'Cancel' }).click();
      await expect(component.dialog).toHaveCount(0);
      expect(posts(await standIn.journal.read())).toEqual([]);

      await component.revoke('Monthly report');
      const confirm = component.dialog.getByRole('button', { name: 'Revoke key' });
      await expect(confirm).toBeDisabled();
      await component.confirmRevoke();
      await expect(component.dialog).toHaveCount(0);
      await expect(component.rows).toHaveText([/^Weekly report/, /^Nightly backup/]);
      await expect(page.getByText('Displaying')).toHaveCount(0);

      const requests = await standIn.journal.read();
      expectRequests(requests, mount);
      expect(posts(requests)).toEqual([
        expect.stringMatching(/^200 \/__clerk\/api_keys\/ak_[0-9a-f]{32}\/revoke$/),
      ]);
    });
  });
}

test('only the requests about keys carry the session token, and none below /v1/', async ({
  page,
}) => {
  const authorized: Request[] = [];
  page.on('request', (request) => {
    if ('authorization' in request.headers()) authorized.push(request);
  });
  const component = new ComponentPage(page);
  await component.open({ apiKeys: 'apikeys-wasm', by: '<APIKeys />' });
  await component.create('Deploy');
  await component.dialog.getByRole('button', { name: 'Copy & Close' }).click();
  await component.revoke('Deploy');
  await component.confirmRevoke();
  await expect(component.rows).toHaveText([/^Monthly report/, /^Weekly report/]);

  const token = await page.evaluate(() => host.clerk.session?.getToken());
  expect(authorized.map((request) => request.headers().authorization)).toEqual(
    Array(5).fill(`Bearer ${token}`),
  );
  expect(authorized.map(describeRequest)).toEqual([
    'GET /__clerk/api_keys',
    'POST /__clerk/api_keys',
    'GET /__clerk/api_keys',
    expect.stringMatching(/^POST \/__clerk\/api_keys\/ak_[0-9a-f]{32}\/revoke$/),
    'GET /__clerk/api_keys',
  ]);
});

/** Only this package bypasses the HTTP cache. Both send the session token of Ada. */
function expectRequests(requests: Entry[], { apiKeys }: Mount): void {
  expect(requests).not.toEqual([]);
  for (const { headers } of requests) {
    expect(headers['cache-control']).toBe(apiKeys === 'apikeys-wasm' ? 'no-cache' : undefined);
    expect(headers.authorization).toMatchObject({ bearer: true, claims: { sub: ada.id } });
  }
}

/** The POST requests. With a `proxyUrl` clerk-js writes two slashes before `api_keys`. */
function posts(requests: Entry[]): string[] {
  return requests
    .filter(({ method }) => method === 'POST')
    .map(({ status, path }) => `${status} ${path.replace('//', '/')}`);
}

function describeRequest(request: Request): string {
  return `${request.method()} ${new URL(request.url()).pathname}`;
}
