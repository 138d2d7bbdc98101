import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import { openManager } from './open.ts';

test.use({ site: 'manager' });

/** Renders the manager with labels that show where each of them is. */
async function renderWithLabels(page: Page, keys: number): Promise<void> {
  await openManager(page, keys);
  await page.evaluate(() => {
    manager.render({
      ownerName: 'Engine',
      labels: {
        page: { error: (_error, message) => `[${message}]` },
        revoke: { failure: (name, error) => `${error} for ${name}` },
        lost: { candidate: (name, time) => `${time}: ${name}` },
      },
    });
  });
  await expect(page.getByRole('button', { name: 'Create key' })).toBeVisible();
}

/** Answers each change with a refusal that is about the name and the quota. */
async function refuseChanges(page: Page, { held = false } = {}): Promise<void> {
  await page.evaluate((held) => {
    const { fetch } = manager.server;
    const released =
      held && new Promise((done) => addEventListener('refuse', done, { once: true }));
    const refusal = (message: string, param_name?: string) => ({
      code: 'refused',
      message,
      meta: { param_name },
    });
    Object.assign(manager.server, {
      fetch: async (...[input, init]: Parameters<typeof fetch>) => {
        if (init?.method !== 'POST') return fetch(input, init);
        await released;
        const errors = [refusal('It is taken.', 'name'), refusal('There are too many.')];
        return Response.json({ errors }, { status: 422 });
      },
    });
  }, held);
}

/** Unmounts the manager, and then refuses the changes that are held. */
function refuseAfterUnmount(page: Page): Promise<boolean> {
  return page.evaluate(() => {
    manager.unmount();
    return dispatchEvent(new Event('refuse'));
  });
}

async function create(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'Create key' }).click();
  await page.getByRole('dialog').getByLabel('Name').fill(name);
  await page.getByRole('button', { name: 'Create', exact: true }).click();
}

test('the errors of a form are in the words of the host page', async ({ page }) => {
  await renderWithLabels(page, 0);
  await refuseChanges(page);
  await create(page, 'Deploy');
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByLabel('Name')).toHaveAccessibleDescription(/^\[It is taken\.\]/);
  await expect(dialog.getByRole('alert')).toContainText(/^\[.*\]/);
});

test('keys that could not be revoked are listed in the words of the host page', async ({
  page,
}) => {
  await renderWithLabels(page, 2);
  await refuseChanges(page);
  await page.getByRole('table').getByLabel('Select all on this page').check();
  await page.getByRole('button', { name: 'Revoke selected' }).click();
  await page.getByRole('button', { name: 'Revoke 2 keys' }).click();
  await expect(page.getByRole('alert').getByRole('listitem')).toHaveText([
    /^\[.*\] for Key 2$/,
    /^\[.*\] for Key 1$/,
  ]);
});

test('the message after an unmount is in the words of the host page', async ({ page }) => {
  await renderWithLabels(page, 0);
  await refuseChanges(page, { held: true });
  await create(page, 'Deploy');
  await refuseAfterUnmount(page);
  await page.evaluate(() => manager.render());
  await expect(page.getByRole('alert')).toContainText(
    /^“Deploy” of Engine was not created: \[.*\]/,
  );
});

test('the keys of a lost create are listed in the words of the host page', async ({ page }) => {
  await renderWithLabels(page, 0);
  await page.evaluate(() => {
    const { fetch } = manager.server;
    Object.assign(manager.server, {
      fetch: async (...[input, init]: Parameters<typeof fetch>) => {
        const response = await fetch(input, init);
        // A key is a candidate by the time of the server at which it was created.
        response.headers.set('Date', new Date().toUTCString());
        if (init?.method !== 'POST') return response;
        Object.assign(manager.server.keys[0] ?? {}, { created_at: Date.now() });
        throw new TypeError('The connection broke.');
      },
    });
  });
  await create(page, 'Deploy');
  await page.getByRole('button', { name: 'Look again' }).click();
  await expect(page.getByRole('dialog').getByRole('listitem')).toHaveText(/20\d\d.*: Deploy$/);
});

test('messages after an unmount stay until they are closed, and the focus moves on', async ({
  page,
}) => {
  await renderWithLabels(page, 0);
  for (const name of ['One', 'Two']) {
    await refuseChanges(page, { held: true });
    await page.evaluate(() => manager.render({ ownerName: 'Engine' }));
    await create(page, name);
    await refuseAfterUnmount(page);
  }
  await page.evaluate(() => manager.render());
  const messages = page.getByRole('alert');
  await expect(messages).toHaveText([/“One” of Engine was not/, /“Two” of Engine was not/]);
  await messages.first().getByRole('button', { name: 'Close' }).press('Enter');
  await expect(messages).toHaveText(/“Two” of Engine/);
  await expect(page.getByRole('button', { name: 'Close' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(messages).toHaveCount(0);
  await expect(page.getByRole('heading', { level: 2, name: 'API keys' })).toBeFocused();
});
