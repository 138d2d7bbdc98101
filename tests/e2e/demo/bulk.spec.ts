import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import { ada, grace } from '../standin/people.ts';
import type { StandIn } from '../standin/process.ts';
import { engine } from '../standin/projects.ts';
import type { Session } from '../standin/session.ts';
import { DemoPage } from './demo-page.ts';
import { clerkRequests, intercept, refuse } from './network.ts';
import { ProjectKeysPage } from './project-keys-page.ts';

/** Creates `count` keys, selects all, and opens the dialog that revokes them. */
async function openRevokeDialog(page: Page, session: Session, count: number): Promise<DemoPage> {
  for (let i = 1; i <= count; i++) await session.create({ name: `Key ${i}`, subject: ada.id });
  const demo = new DemoPage(page);
  await demo.open();
  await demo.pageCheckbox.check();
  if (count > 10) await demo.button(`Select all ${count}`).click();
  await demo.button('Revoke selected').click();
  return demo;
}

/** The revoke requests that reached the server. */
async function revocations({ journal }: StandIn) {
  const sent = await journal.read();
  return sent.filter(({ path }) => path.endsWith('/revoke'));
}

/** Passes the first `count` revoke requests to the server and holds the others. */
async function holdRevokesAfter(page: Page, count: number) {
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  let requests = 0;
  await intercept(page, clerkRequests.revoke, async (route) => {
    if (++requests > count) await released;
    await route.fallback().catch(() => {}); // The request may be aborted.
  });
  return { release, requestCount: () => requests };
}

test('one confirmation revokes many keys for one reason', async ({ page, session, standIn }) => {
  const demo = await openRevokeDialog(page, session, 12);
  const dialog = demo.dialog('Revoke 12 keys?');
  await expect(dialog.getByRole('listitem')).toHaveCount(9);
  await expect(dialog.getByRole('listitem').last()).toHaveText('and 4 more');
  await dialog.getByLabel('Reason (optional)').fill('The laptop is lost.');
  await demo.button('Revoke 12 keys').click();
  await expect(demo.status('12 keys are revoked.')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'No active keys' })).toBeVisible();
  await expect(demo.status('selected')).toHaveCount(0);

  const sent = await revocations(standIn);
  expect(new Set(sent.map(({ path }) => path)).size).toBe(12);
  for (const { status, body } of sent) {
    expect({ status, body }).toEqual({
      status: 200,
      body: { revocation_reason: 'The laptop is lost.' },
    });
  }
});

test('keys that a search finds can be added to as many that are selected', async ({
  page,
  session,
}) => {
  for (const name of ['Odd 1', 'Odd 3', 'Even 2', 'Even 4']) {
    await session.create({ name, subject: ada.id });
  }
  const demo = new DemoPage(page);
  await demo.open();
  await demo.checkbox('Odd 1').check();
  await demo.checkbox('Odd 3').check();
  await demo.search.fill('even');
  await demo.button('Select all 2').click();
  await expect(demo.status('4 selected')).toBeVisible();
  await expect(demo.button('Select all 2')).toHaveCount(0);
  await demo.search.fill('');
  await expect(demo.button('Select all 4')).toHaveCount(0);
  await expect(demo.names).toHaveCount(4);
});

test('a key that is revoked is no longer selected', async ({ page, session }) => {
  await session.create({ name: 'Nightly backup', subject: ada.id });
  const demo = new DemoPage(page);
  await demo.open();
  await demo.all.check();
  await demo.checkbox('Nightly backup').check();
  const selected = page.locator('.apikeys-is-selected');
  await expect(selected).toHaveCount(1);
  await demo.revoke('Nightly backup');
  await expect(demo.cell('Nightly backup', 'Status')).toHaveText('Revoked');
  await expect(selected).toHaveCount(0);
});

test('nothing is revoked before the confirmation', async ({ page, session, standIn }) => {
  const demo = await openRevokeDialog(page, session, 2);
  await demo.button('Cancel').click();
  await expect(demo.button('Revoke selected')).toBeFocused();
  await expect(demo.status('2 selected')).toBeVisible();
  expect(await revocations(standIn)).toEqual([]);
});

test('a bulk revocation shows its progress, can be stopped and continued', async ({
  page,
  session,
  standIn,
}) => {
  const demo = await openRevokeDialog(page, session, 11);
  const held = await holdRevokesAfter(page, 2);
  await demo.button('Revoke 11 keys').click();
  await expect(demo.status('2 of 11 revoked')).toBeVisible();
  const progress = page.getByRole('progressbar', { name: '2 of 11 revoked' });
  await expect(progress).toHaveJSProperty('value', 2);
  await expect(progress).toHaveJSProperty('max', 11);
  await expect.poll(held.requestCount, { message: 'four requests at a time' }).toBe(2 + 4);
  await page.keyboard.press('Escape');
  await expect(demo.dialog('Revoking…'), 'only Stop closes the dialog').toBeVisible();

  await demo.button('Stop').click();
  await expect(demo.button('Stopping…')).toHaveAttribute('aria-disabled', 'true');
  held.release();
  await expect(demo.error).toHaveText('Stopped: 5 keys were not revoked.');
  await expect(demo.status('6 of 11 revoked')).toBeVisible();
  expect(await revocations(standIn)).toHaveLength(6);

  await demo.button('Try these again').click();
  await expect(demo.status('11 keys are revoked.')).toBeVisible();
  expect(await revocations(standIn)).toHaveLength(11);
});

test('the dialog lists failed keys by name and can retry them', async ({
  page,
  session,
  standIn,
  monitor,
}) => {
  const { id } = await session.create({ name: 'Held by law', subject: ada.id });
  const demo = await openRevokeDialog(page, session, 3);
  const stopRefusing = await refuse(page, clerkRequests.revoke, 'You may not revoke this key.', id);
  await demo.button('Revoke 4 keys').click();
  await expect(demo.error).toContainText('1 key could not be revoked:');
  await expect(demo.error.getByRole('listitem')).toHaveText([
    'Held by law: You may not revoke this key.',
  ]);
  await expect(demo.status('3 of 4 revoked')).toBeVisible();
  monitor.expectError(`403 /__clerk/api_keys/${id}/revoke`);
  expect(await revocations(standIn)).toHaveLength(3);

  await stopRefusing();
  await demo.button('Try these again').click();
  await expect(demo.status('4 keys are revoked.')).toBeVisible();
  expect(await revocations(standIn)).toHaveLength(4);
});

test('the dialog can be closed after failures', async ({ page, session, monitor }) => {
  const { id } = await session.create({ name: 'Held by law', subject: ada.id });
  const demo = await openRevokeDialog(page, session, 1);
  await refuse(page, clerkRequests.revoke, 'You may not revoke this key.', id);
  await demo.button('Revoke 2 keys').click();
  await demo.button('Close').click();
  await expect(demo.status('1 key is revoked.')).toBeVisible();
  await expect(demo.heading).toBeFocused();
  await expect(demo.names).toHaveText(['Held by law']);
  monitor.expectError(`403 /__clerk/api_keys/${id}/revoke`);
});

test('a change of user stops a bulk revocation', async ({ page, session, standIn }) => {
  const demo = await openRevokeDialog(page, session, 12);
  const held = await holdRevokesAfter(page, 3);
  await demo.button('Revoke 12 keys').click();
  await expect(demo.status('3 of 12 revoked')).toBeVisible();
  // The modal dialog covers the button. In practice another tab switches the user, or the session ends.
  await demo.switchUserBehindDialog(grace.name);
  await expect(page.getByText(grace.email)).toBeVisible();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  held.release();
  await expect(demo.count).toHaveText('No keys');

  const sent = await revocations(standIn);
  expect(sent, 'only the requests before the change').toHaveLength(3);
  for (const { headers } of sent) expect(headers.authorization?.claims?.sub).toBe(ada.id);
  await demo.button(`Switch to ${ada.name}`).click();
  await expect(demo.count).toHaveText('9 keys');
});

test('project keys can be revoked in bulk', async ({ page }) => {
  const demo = new ProjectKeysPage(page);
  await demo.open();
  await demo.all.check();
  await demo.expectKeys(engine.keys);
  await demo.pageCheckbox.check();
  await demo.button('Revoke selected').click();
  await expect(demo.dialog('Revoke 3 keys?').getByRole('textbox')).toHaveCount(0);
  await demo.button('Revoke 3 keys').click();
  await expect(demo.status('3 keys are revoked.')).toBeVisible();
  await demo.active.check();
  await expect(demo.count).toHaveText('No keys');
});
