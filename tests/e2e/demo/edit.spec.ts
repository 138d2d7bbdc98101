import { expect, test } from '../fixtures.ts';
import { ada } from '../standin/people.ts';
import { DemoPage } from './demo-page.ts';
import { holdRequests, refuse } from './network.ts';

/** The request that changes a key. */
const update = { method: 'PATCH', url: /\/__clerk\/api_keys\/[^/?]+\?/ };

test('a description is changed, and taken away', async ({ page, session }) => {
  await session.create({ name: 'Nightly backup', subject: ada.id, description: 'Runs at two.' });
  await session.create({ name: 'Weekly report', subject: ada.id });
  const demo = new DemoPage(page);
  await demo.open();

  await demo.button('Edit Nightly backup').click();
  const dialog = demo.dialog('Edit “Nightly backup”');
  const description = dialog.getByLabel('Description');
  await expect(description).toHaveValue('Runs at two.');
  await description.fill('  Runs at three. ');
  await demo.button('Save').click();
  await expect(dialog).toHaveCount(0);
  await expect(demo.status('“Nightly backup” is changed.')).toBeVisible();
  await expect(demo.names).toHaveText(['Weekly report', 'Nightly backupRuns at three.']);

  await demo.button('Edit Nightly backup').click();
  await description.fill('');
  await demo.button('Save').click();
  await expect(demo.names).toHaveText(['Weekly report', 'Nightly backup']);
  await page.reload();
  await expect(demo.names, 'the server has it').toHaveText(['Weekly report', 'Nightly backup']);
});

test('Escape and Cancel leave the description as it is', async ({ page, session, standIn }) => {
  await session.create({ name: 'Nightly backup', subject: ada.id, description: 'Runs at two.' });
  const demo = new DemoPage(page);
  await demo.open();
  await standIn.journal.clear();
  const dialog = demo.dialog('Edit “Nightly backup”');
  for (const leave of [() => page.keyboard.press('Escape'), () => demo.button('Cancel').click()]) {
    await demo.button('Edit Nightly backup').click();
    await dialog.getByLabel('Description').fill('Runs at three.');
    await leave();
    await expect(dialog).toHaveCount(0);
    await expect(demo.button('Edit Nightly backup')).toBeFocused();
  }
  await expect(demo.names).toHaveText(['Nightly backupRuns at two.']);
  expect(await standIn.journal.read()).toEqual([]);
});

test('an error about the description is at its field, another one above', async ({
  page,
  session,
  monitor,
}) => {
  const { id } = await session.create({ name: 'Nightly backup', subject: ada.id });
  const demo = new DemoPage(page);
  await demo.open();
  await demo.button('Edit Nightly backup').click();
  const description = demo.dialog('Edit “Nightly backup”').getByLabel('Description');
  await description.fill('x'.repeat(256));
  await demo.button('Save').click();
  await expect(description).toHaveAttribute('aria-invalid', 'true');
  await expect(description).toHaveAccessibleDescription(/255/);
  await expect(description).toBeFocused();
  monitor.expectError(`400 /__clerk/api_keys/${id}`);

  const allow = await refuse(page, update, 'You may not change this key.');
  await description.fill('Runs at two.');
  await demo.button('Save').click();
  await expect(demo.error).toContainText('You may not change this key.');
  await expect(description).not.toHaveAttribute('aria-invalid');
  monitor.expectError(`403 /__clerk/api_keys/${id}`);

  await allow();
  await demo.button('Save').click();
  await expect(demo.names).toHaveText(['Nightly backupRuns at two.']);
});

test('a second click sends nothing, and a revoked key cannot be edited', async ({
  page,
  session,
}) => {
  const { id } = await session.create({ name: 'Nightly backup', subject: ada.id });
  await session.create({ name: 'Leaked', subject: ada.id });
  const demo = new DemoPage(page);
  await demo.open();
  const held = await holdRequests(page, update);
  let requests = 0;
  page.on('request', (request) => {
    if (request.method() === update.method && request.url().includes(id)) requests++;
  });
  await demo.button('Edit Nightly backup').click();
  await demo.dialog('Edit “Nightly backup”').getByLabel('Description').fill('Runs at two.');
  await demo.button('Save').dblclick();
  await held.requested;
  await page.keyboard.press('Escape');
  await expect(demo.button('Saving…'), 'the dialog waits for the answer').toBeVisible();
  held.release();
  await expect(demo.names).toHaveText(['Leaked', 'Nightly backupRuns at two.']);
  expect(requests).toBe(1);

  await demo.revoke('Leaked');
  await demo.all.check();
  await expect(demo.button('Reload Leaked')).toBeVisible();
  await expect(demo.button('Edit Leaked')).toHaveCount(0);
});
