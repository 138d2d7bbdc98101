import type { Page } from '@playwright/test';
import { intercept } from '../demo/network.ts';
import { expect, test } from '../fixtures.ts';
import { ada, analyticalEngines } from '../standin/people.ts';
import { ComponentPage, type Mount, mounts } from './component-page.ts';
import type {} from './site/main.tsx';

test.use({ site: 'component' });

test.beforeEach(async ({ session }) => {
  await session.create({ name: 'Nightly backup', subject: ada.id });
});

const ours: Mount = { apiKeys: 'apikeys-wasm', by: '<APIKeys />' };
const paths = { 'apikeys-wasm': '/__clerk/api_keys', 'clerk-js': '/__clerk//api_keys' };

for (const mount of mounts) {
  test.describe(`${mount.by} over ${mount.apiKeys}`, () => {
    const path = paths[mount.apiKeys];

    test('shows that a name is taken, and creates a key with another name', async ({
      page,
      monitor,
    }) => {
      const component = new ComponentPage(page);
      await component.open(mount);
      await component.create('Nightly backup');
      await expect(page.getByText('API Key name already exists.')).toBeVisible();
      await expect(component.dialog).toHaveCount(0);
      monitor.expectError(`409 ${path}`);

      await component.name.fill('Deploy');
      await component.createButton.click();
      await expect(component.dialog).toContainText('Copy your "Deploy" API Key now');
      await expect(page.getByText('API Key name already exists.')).toHaveCount(0);
    });

    test.describe('at the quota', () => {
      test.use({ quota: 1 });

      test('shows that no more keys can be created', async ({ page, monitor }) => {
        const component = new ComponentPage(page);
        await component.open(mount);
        await component.create('Deploy');
        await expect(page.getByText('You have reached your usage limit.')).toBeVisible();
        await expect(component.rows).toHaveText([/^Nightly backup/]);
        monitor.expectError(`403 ${path}`);
      });
    });

    test('shows the text of any other refusal', async ({ page, monitor }) => {
      const component = new ComponentPage(page);
      await component.open(mount);
      await refuseCreate(page, path);
      await component.create('Deploy');
      await expect(page.getByText('API keys are not enabled for this instance.')).toBeVisible();
      monitor.expectError(`422 ${path}`);
    });
  });
}

/** Answers a create as an instance without API keys does. */
async function refuseCreate(page: Page, path: string): Promise<void> {
  const error = {
    code: 'api_keys_not_enabled',
    message: 'not enabled',
    long_message: 'API keys are not enabled for this instance.',
  };
  const create = { method: 'POST', url: new RegExp(`${path}\\?`) };
  await intercept(page, create, (route) =>
    route.fulfill({ status: 422, json: { errors: [error] } }),
  );
}

test('shows the message of a create whose response was lost', async ({ page, monitor }) => {
  const component = new ComponentPage(page);
  await component.open(ours);
  await page.request.put('/__standin/faults', { data: { loseCreates: 1 } });
  await component.create('Deploy');
  await expect(page.getByText('its secret was lost with the response')).toBeVisible();
  await expect(component.dialog).toHaveCount(0);
  monitor.expectError('Failed to load resource: net::ERR_CONTENT_LENGTH_MISMATCH');
});

test('revokes a key although the first response is a 503', async ({ page, standIn, monitor }) => {
  const component = new ComponentPage(page);
  await component.open(ours);
  await page.request.put('/__standin/faults', { data: { unavailable: 1 } });
  await standIn.journal.clear();
  await component.revoke('Nightly backup');
  await component.confirmRevoke();
  await expect(component.rows).toHaveText(['No API keys found']);

  const requests = await standIn.journal.read();
  expect(requests.map(({ method, status }) => `${method} ${status}`)).toEqual([
    'POST 503',
    'POST 200',
    'GET 200',
  ]);
  monitor.expectError(`503 ${requests[0]?.path}`);
});

test('lists and creates the keys of the active organization', async ({ page, standIn }) => {
  const component = new ComponentPage(page);
  await component.open(ours);
  await standIn.journal.clear();
  await setActive(page, analyticalEngines.id);
  await expect(component.rows).toHaveText(['No API keys found']);
  await component.create('Difference');
  await component.dialog.getByRole('button', { name: 'Copy & Close' }).click();
  await expect(component.rows).toHaveText([/^Difference/]);

  const requests = await standIn.journal.read();
  const create = requests.find(({ method }) => method === 'POST');
  expect(create?.body).toMatchObject({ name: 'Difference', subject: analyticalEngines.id });
  expect(create?.headers.authorization?.claims?.o?.id).toBe(analyticalEngines.id);

  await setActive(page, null);
  await expect(component.rows).toHaveText([/^Nightly backup/]);
});

function setActive(page: Page, organization: string | null): Promise<void> {
  return page.evaluate((organization) => host.clerk.setActive({ organization }), organization);
}
