import { expect, test } from '../fixtures.ts';
import { openManager, renderManager } from './open.ts';

test.use({ site: 'manager' });

test('columns are shown in their order, and the rows have the same', async ({ page }) => {
  await renderManager(page, 2, { columns: ['expiration', 'status'] });
  await expect(page.getByRole('columnheader')).toHaveText(['Name', 'Expires', 'Status', 'Actions']);
  await expect(page.getByRole('row').nth(1).locator('[data-label]')).toHaveText([
    'Never',
    'Active',
  ]);
  await page.setViewportSize({ width: 400, height: 800 });
  await expect(page.getByLabel('Sort by').getByRole('option')).toHaveText([
    'Name',
    'Expires',
    'Status',
    'Created',
  ]);
});

test('the sort menu offers what the list is sorted by, also where it is no column', async ({
  page,
}) => {
  await renderManager(page, 2, { columns: ['status'] });
  await page.setViewportSize({ width: 400, height: 800 });
  const menu = page.getByLabel('Sort by');
  await expect(menu.getByRole('option')).toHaveText(['Name', 'Status', 'Created']);
  await expect(menu).toHaveValue('createdAt');
});

test('only the named actions are offered', async ({ page }) => {
  await renderManager(page, 1, { actions: ['edit', 'export'] });
  const names = await page.getByRole('button').allTextContents();
  expect(names).toEqual([
    'Export CSV',
    'Name',
    'Status',
    'Owner',
    'Created',
    'Last used',
    'Expires',
    'Edit',
  ]);
  await expect(page.getByRole('checkbox'), 'there is nothing to select for').toHaveCount(0);
});

test('what is not permitted is not offered, and a rotation needs a create and a revoke', async ({
  page,
}) => {
  await renderManager(page, 1, { can: { create: false, export: false } });
  await expect(page.getByRole('row').nth(1).getByRole('button')).toHaveText([
    'Reload',
    'Edit',
    'Revoke',
  ]);
  await expect(page.getByRole('button', { name: 'Create key' })).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Export CSV' })).toHaveCount(0);
  await page.evaluate(() => manager.unmount());
  await page.evaluate(() => {
    manager.server.keys = [];
    manager.render({ can: { create: false }, headingLevel: 1 });
  });
  await expect(page.getByRole('heading', { name: 'No active keys', level: 2 })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Create a key' })).toHaveCount(0);
});

test('without the permission to read, nothing is asked', async ({ page }) => {
  await openManager(page, 3);
  await page.evaluate(() => manager.render({ can: { read: false } }));
  await expect(page.getByRole('heading', { name: 'You may not see these keys' })).toBeVisible();
  expect(await page.evaluate(() => manager.server.offsets)).toEqual([]);
});

test('Clerk’s permissions count in an organization alone', async ({ page }) => {
  await openManager(page, 3);
  await page.evaluate(() => manager.renderPermitted());
  const create = page.getByRole('button', { name: 'Create key' });
  await expect(create, 'the user’s own keys').toBeVisible();

  const forbidden = page.getByRole('heading', { name: 'You may not see these keys' });
  await page.evaluate(() => manager.clerk.setUser('user_1', 'org_1'));
  await expect(forbidden).toBeVisible();
  await page.evaluate(() => {
    manager.clerk.permissions = ['org:sys_api_keys:read'];
    manager.clerk.setUser('user_1', 'org_1');
  });
  await expect(page.getByRole('button', { name: 'Reload Key 3' })).toBeVisible();
  await expect(create).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Revoke Key 3' })).toHaveCount(0);
  await page.evaluate(() => {
    manager.clerk.permissions = ['org:sys_api_keys:read', 'org:sys_api_keys:manage'];
    manager.clerk.setUser('user_1', 'org_1');
  });
  await expect(create).toBeVisible();
  expect(await page.evaluate(() => manager.clerkPermissions(manager.clerk))).toEqual({
    read: true,
    create: true,
    edit: true,
    rotate: true,
    revoke: true,
  });
});

test('labels and locale are the host page’s, and English stands for the rest', async ({ page }) => {
  await openManager(page, 1234);
  await page.evaluate(() => {
    const labels = {
      page: { title: { clerk: 'Schlüssel' } },
      list: {
        create: 'Neuer Schlüssel',
        columns: { createdAt: 'Erstellt' },
        shown: (first: number, last: number, count: number) => `${first} bis ${last} von ${count}`,
      },
    };
    manager.render({ labels, locale: 'de' });
  });
  await expect(page.getByRole('heading', { name: 'Schlüssel', level: 2 })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Neuer Schlüssel' })).toBeVisible();
  await expect(page.getByRole('columnheader', { name: 'Erstellt' })).toBeVisible();
  await expect(page.getByRole('columnheader', { name: 'Status' })).toBeVisible();
  await expect(page.getByText('1 bis 10 von 1234')).toBeVisible();
  await expect(page.getByText('Page 1 of 124')).toBeVisible();
  await expect(page.locator('time').first()).toContainText(/^\d{2}\.\d{2}\.2026/);
});

test('names, title, page size and class are the host page’s', async ({ page }) => {
  await renderManager(page, 40, {
    title: 'Tokens',
    ownerName: 'Engine',
    headingLevel: 3,
    pageSize: 15,
    className: 'mine',
    theme: 'dark',
  });
  await expect(page.getByRole('heading', { name: 'Tokens', level: 3 })).toBeVisible();
  await expect(page.getByText('of Engine')).toBeVisible();
  await expect(page.getByRole('rowheader')).toHaveCount(15);
  await expect(page.getByLabel('Rows').getByRole('option')).toHaveText([
    '10',
    '15',
    '25',
    '50',
    '100',
  ]);
  await expect(page.locator('.apikeys-manager.mine')).toHaveAttribute('data-theme', 'dark');
});

test('names that the host page learns later are shown at once', async ({ page }) => {
  await openManager(page, 0);
  await page.evaluate(() => {
    manager.server.add(1, { created_by: 'user_2' });
    manager.render();
  });
  const owner = page.getByRole('row').locator('[data-label="Owner"]');
  await expect(owner).toHaveText('by user_2');
  await page.evaluate(() => {
    manager.render({
      ownerName: 'Engine',
      nameOf: (id) => (id === 'user_2' ? 'Grace Hopper' : undefined),
    });
  });
  await expect(owner).toHaveText('Engine by Grace Hopper', { timeout: 5_000 });
  await page.getByRole('searchbox').fill('grace');
  await expect(page.getByText('1 key', { exact: true })).toBeVisible();
});

test('the HTML of a server is hydrated without a difference, even where Clerk has loaded before', async ({
  page,
}) => {
  await openManager(page, 1);
  await page.evaluate(() => {
    const html = manager.serverHTML();
    Object.assign(manager.clerk.user ?? {}, { fullName: 'Ada Lovelace' });
    manager.hydrate(html);
  });
  await expect(page.getByText('of Ada Lovelace')).toBeVisible();
  await expect(page.getByRole('rowheader')).toHaveText('Key 1');
});

test('expirations and scopes are the host page’s', async ({ page }) => {
  await openManager(page, 0);
  await page.evaluate(() => {
    const scopes = [{ value: 'data:read', label: 'Read data' }, 'data:write'];
    manager.renderProject({ scopes, expirations: [14, null], defaultExpiration: null });
  });
  await page.getByRole('button', { name: 'Create key' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('checkbox')).toHaveCount(2);
  await expect(dialog.getByLabel('Read data')).toHaveValue('data:read');
  await expect(dialog.getByLabel('data:write')).toBeVisible();
  await expect(dialog.getByLabel('Expiration').getByRole('option')).toHaveText([
    '14 days',
    'Never',
  ]);
  await expect(dialog.getByLabel('Expiration')).toHaveValue('');
});

for (const { expirations, defaultExpiration, chosen } of [
  { expirations: undefined, defaultExpiration: 45, chosen: '90' },
  { expirations: [30, 60], defaultExpiration: 45, chosen: '30' },
  { expirations: [30, 60], defaultExpiration: null, chosen: '30' },
]) {
  test(`a default of ${defaultExpiration} that is no choice is ignored, as ${chosen} is chosen`, async ({
    page,
  }) => {
    await openManager(page, 0);
    await page.evaluate((props) => manager.renderProject(props), {
      expirations,
      defaultExpiration,
    });
    await page.getByRole('button', { name: 'Create key' }).click();
    const field = page.getByRole('dialog').getByLabel('Expiration');
    await expect(field).toHaveValue(chosen);
    const day = new Date(Date.now() + Number(chosen) * 86_400_000);
    const formatted = day.toLocaleDateString('en', { month: 'short', day: 'numeric' });
    await expect(field).toHaveAccessibleDescription(new RegExp(formatted));
  });
}

test('full access has the label of the host page, in the dialog and in the list', async ({
  page,
}) => {
  await openManager(page, 0);
  await page.evaluate(() => {
    const key = {
      key_id: 'k1',
      project_id: 'p1',
      tenant_id: 't1',
      name: 'Platform',
      key_prefix: 'proj_1',
      created_by: 'user_1',
      created_at: '2026-01-01T00:00:00Z',
      is_active: true,
      is_admin_managed: false,
      scopes: ['*'],
    };
    Object.assign(manager.server, { fetch: async () => Response.json([key]) });
    manager.renderProject({ scopes: ['read', { value: '*', label: 'Everything' }] });
  });
  await expect(page.getByRole('rowheader').getByRole('listitem')).toHaveText('Everything');
  await page.getByRole('button', { name: 'Create key' }).click();
  await expect(page.getByRole('dialog').getByRole('checkbox', { name: 'Everything' })).toHaveValue(
    '*',
  );
});

test('callbacks receive keys and errors', async ({ page }) => {
  await openManager(page, 1);
  await page.evaluate(() => manager.renderWithCallbacks());
  await page.getByRole('button', { name: 'Create key' }).click();
  await page.getByRole('dialog').getByLabel('Name').fill('Deploy');
  await page.getByRole('button', { name: 'Create', exact: true }).click();
  await page.getByRole('button', { name: 'Show' }).click();
  await page.getByRole('button', { name: 'I have saved it' }).click();
  await page.getByRole('button', { name: 'Revoke Key 1' }).click();
  await page.getByRole('button', { name: 'Revoke key', exact: true }).click();
  await expect(page.getByText('“Key 1” is revoked.')).toBeVisible();
  const told = ['created Deploy ak_secret', 'revoked Key 1 true'];
  expect(await page.evaluate(() => manager.calls)).toEqual(told);

  await page.evaluate(() => {
    manager.server.tooMany = 1;
  });
  await page.getByRole('button', { name: 'Reload Deploy' }).click();
  await expect(page.getByRole('alert')).toBeVisible();
  const calls = await page.evaluate(() => manager.calls);
  expect(calls).toEqual([...told, expect.stringMatching(/^reload ./)]);
});

test('onError does not receive what the user has to fill in', async ({ page }) => {
  await openManager(page, 0);
  await page.evaluate(() => manager.renderWithCallbacks());
  await page.getByRole('button', { name: 'Create key' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill('Deploy');
  await dialog.getByLabel('Expiration').selectOption('On a date…');
  await dialog.getByRole('button', { name: 'Create', exact: true }).click();
  await expect(dialog.getByText('Choose a day after today.')).toBeVisible();
  expect(await page.evaluate(() => manager.calls)).toEqual([]);
});

test('onError receives what fails in the dialog of a lost create', async ({ page }) => {
  await openManager(page, 0);
  await page.evaluate(() => {
    const { fetch } = manager.server;
    const isCreate = (init?: RequestInit) => init?.method === 'POST';
    Object.assign(manager.server, {
      fetch: async (...[input, init]: Parameters<typeof fetch>) => {
        if (isCreate(init)) throw new TypeError('The connection broke.');
        return fetch(input, init);
      },
    });
    manager.renderWithCallbacks();
  });
  const told = () => page.evaluate(() => manager.calls);
  await page.getByRole('button', { name: 'Create key' }).click();
  await page.getByRole('dialog').getByLabel('Name').fill('Deploy');
  await page.getByRole('button', { name: 'Create', exact: true }).click();
  const look = page.getByRole('button', { name: 'Look again' });
  await expect(look).not.toHaveAttribute('aria-disabled');
  expect(await told()).toHaveLength(1);

  await page.evaluate(() => {
    const refuse = async () => Response.json({ errors: [] }, { status: 403 });
    Object.assign(manager.server, { fetch: refuse });
  });
  await look.click();
  await expect.poll(told).toHaveLength(2);
  await page.getByRole('button', { name: 'Create again' }).click();
  await expect.poll(told).toEqual(Array(3).fill(expect.stringMatching(/^create ./)));
});

test('a callback that throws changes nothing of what the manager shows', async ({
  page,
  monitor,
}) => {
  await openManager(page, 1);
  await page.evaluate(() => {
    const fail = () => {
      throw new Error('The host page failed.');
    };
    manager.render({ onCreated: fail, onRevoked: fail, onError: fail });
  });
  await page.getByRole('button', { name: 'Create key' }).click();
  await page.getByRole('dialog').getByLabel('Name').fill('Deploy');
  await page.getByRole('button', { name: 'Create', exact: true }).click();
  await page.getByRole('button', { name: 'Show' }).click();
  await expect(page.getByRole('textbox', { name: 'Secret' })).toHaveValue('ak_secret');
  await page.getByRole('button', { name: 'I have saved it' }).click();
  await page.getByRole('button', { name: 'Revoke Key 1' }).click();
  await page.getByRole('button', { name: 'Revoke key', exact: true }).click();
  await expect(page.getByText('“Key 1” is revoked.')).toBeVisible();

  await page.evaluate(() => {
    manager.server.tooMany = 1;
  });
  await page.getByRole('button', { name: 'Reload Deploy' }).click();
  await expect(page.getByRole('alert')).toBeVisible();
  await expect(page.getByRole('alert')).not.toContainText('The host page failed.');
  monitor.expectError('Error: The host page failed.', 3);
});

test('inside of a provider it needs no props, over either class', async ({ page }) => {
  await openManager(page, 2);
  await page.evaluate(() => manager.renderInProvider('clerk'));
  await expect(page.getByRole('rowheader')).toHaveText(['Key 2', 'Key 1']);
  await page.evaluate(() => {
    manager.server.keys = [];
    manager.renderInProvider('project');
  });
  await expect(page.getByRole('heading', { name: 'Project keys' })).toBeVisible();
});

test('signed out, it says so and asks nothing', async ({ page }) => {
  await openManager(page, 2);
  await page.evaluate(() => {
    manager.clerk.setUser(null);
    manager.render();
  });
  await expect(page.getByRole('heading', { name: 'You are signed out' })).toBeVisible();
  expect(await page.evaluate(() => manager.server.offsets)).toEqual([]);
  await page.evaluate(() => manager.clerk.setUser('user_1'));
  await expect(page.getByRole('rowheader')).toHaveCount(2);
});

test.describe('with React 18', () => {
  test.use({ site: 'manager-18' });

  test('it works the same, without a warning', async ({ page }) => {
    await renderManager(page, 120);
    expect(await page.evaluate(() => manager.reactVersion)).toMatch(/^18\./);
    await expect(page.getByText('1–10 of 120 keys')).toBeVisible();
    await page.getByRole('button', { name: 'Create key' }).click();
    await page.getByRole('dialog').getByLabel('Name').fill('Deploy');
    await page.getByRole('button', { name: 'Create', exact: true }).click();
    await page.getByRole('button', { name: 'Show' }).click();
    await expect(page.getByRole('textbox', { name: 'Secret' })).toHaveValue('ak_secret');
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog'), 'Escape does not close it').toBeVisible();
    await page.getByRole('button', { name: 'I have saved it' }).click();
    await page.getByRole('button', { name: 'Edit Deploy' }).click();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await page.getByRole('button', { name: 'Revoke Deploy' }).click();
    await page.getByRole('button', { name: 'Revoke key', exact: true }).click();
    await expect(page.getByText('“Deploy” is revoked.')).toBeVisible();
  });
});
