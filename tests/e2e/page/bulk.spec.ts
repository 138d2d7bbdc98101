import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import { ada, grace } from '../standin/people.ts';
import type { StandIn } from '../standin/process.ts';
import { engine } from '../standin/projects.ts';
import type { Session } from '../standin/session.ts';
import { Home } from './home.ts';
import { own, refuse, reroute } from './network.ts';
import { ProjectsHome } from './projects.ts';

/** Opens the list of so many keys, with all of them chosen. */
async function openWithAllChosen(page: Page, session: Session, count: number): Promise<Home> {
  for (let i = 1; i <= count; i++) await session.create({ name: `Key ${i}`, subject: ada.id });
  const home = new Home(page);
  await home.open();
  await home.pageBox.check();
  if (count > 10) await home.button(`Select all ${count}`).click();
  await home.button('Revoke selected').click();
  return home;
}

/** What became of the revocations that reached the server. */
async function revocations({ journal }: StandIn) {
  const sent = await journal.read();
  return sent.filter(({ path }) => path.endsWith('/revoke'));
}

/** Lets so many revocations through, and holds back the others. */
async function letThrough(page: Page, count: number) {
  let letGo = () => {};
  const gone = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  let asked = 0;
  await reroute(page, own.revoke, async (route) => {
    if (++asked > count) await gone;
    await route.fallback().catch(() => {}); // Whoever asked may have gone.
  });
  return { letGo, asked: () => asked };
}

test('many keys are revoked at one word, and for one reason', async ({
  page,
  session,
  standIn,
}) => {
  const home = await openWithAllChosen(page, session, 12);
  const dialog = home.dialog('Revoke 12 keys?');
  await expect(dialog.getByRole('listitem')).toHaveCount(9);
  await expect(dialog.getByRole('listitem').last()).toHaveText('and 4 more');
  await dialog.getByLabel('Reason (optional)').fill('The laptop is lost.');
  await home.button('Revoke 12 keys').click();
  await expect(home.told('12 keys are revoked.')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'No active keys' })).toBeVisible();
  await expect(home.told('selected')).toHaveCount(0);

  const sent = await revocations(standIn);
  expect(new Set(sent.map(({ path }) => path)).size).toBe(12);
  for (const { status, body } of sent) {
    expect({ status, body }).toEqual({
      status: 200,
      body: { revocation_reason: 'The laptop is lost.' },
    });
  }
});

test('nothing is revoked before it is confirmed', async ({ page, session, standIn }) => {
  const home = await openWithAllChosen(page, session, 2);
  await home.button('Cancel').click();
  await expect(home.button('Revoke selected')).toBeFocused();
  await expect(home.told('2 selected')).toBeVisible();
  expect(await revocations(standIn)).toEqual([]);
});

test('it is seen how far it is, and can be stopped and gone on with', async ({
  page,
  session,
  standIn,
}) => {
  const home = await openWithAllChosen(page, session, 11);
  const held = await letThrough(page, 2);
  await home.button('Revoke 11 keys').click();
  await expect(home.told('2 of 11 revoked')).toBeVisible();
  const progress = page.getByRole('progressbar', { name: '2 of 11 revoked' });
  await expect(progress).toHaveJSProperty('value', 2);
  await expect(progress).toHaveJSProperty('max', 11);
  await expect.poll(held.asked, { message: 'neither one by one nor all at once' }).toBe(2 + 4);
  await page.keyboard.press('Escape');
  await expect(home.dialog('Revoking…'), 'there is no way out but Stop').toBeVisible();

  await home.button('Stop').click();
  await expect(home.button('Stopping…')).toHaveAttribute('aria-disabled', 'true');
  held.letGo();
  await expect(home.error).toHaveText('Stopped: 5 keys were not revoked.');
  await expect(home.told('6 of 11 revoked')).toBeVisible();
  expect(await revocations(standIn)).toHaveLength(6);

  await home.button('Try these again').click();
  await expect(home.told('11 keys are revoked.')).toBeVisible();
  expect(await revocations(standIn)).toHaveLength(11);
});

test('what fails is told by name, and can be tried again', async ({
  page,
  session,
  standIn,
  watch,
}) => {
  const { id } = await session.create({ name: 'Held by law', subject: ada.id });
  const home = await openWithAllChosen(page, session, 3);
  const unrefuse = await refuse(page, own.revoke, 'You may not revoke this key.', id);
  await home.button('Revoke 4 keys').click();
  await expect(home.error).toContainText('1 key could not be revoked:');
  await expect(home.error.getByRole('listitem')).toHaveText([
    'Held by law: You may not revoke this key.',
  ]);
  await expect(home.told('3 of 4 revoked')).toBeVisible();
  watch.intend(`403 /__clerk/api_keys/${id}/revoke`);
  expect(await revocations(standIn)).toHaveLength(3);

  await unrefuse();
  await home.button('Try these again').click();
  await expect(home.told('4 keys are revoked.')).toBeVisible();
  expect(await revocations(standIn)).toHaveLength(4);
});

test('what failed can be left', async ({ page, session, watch }) => {
  const { id } = await session.create({ name: 'Held by law', subject: ada.id });
  const home = await openWithAllChosen(page, session, 1);
  await refuse(page, own.revoke, 'You may not revoke this key.', id);
  await home.button('Revoke 2 keys').click();
  await home.button('Close').click();
  await expect(home.told('1 key is revoked.')).toBeVisible();
  await expect(home.heading).toBeFocused();
  await expect(home.names).toHaveText(['Held by law']);
  watch.intend(`403 /__clerk/api_keys/${id}/revoke`);
});

test('another user in the middle, and the rest is not revoked', async ({
  page,
  session,
  standIn,
}) => {
  const home = await openWithAllChosen(page, session, 12);
  const held = await letThrough(page, 3);
  await home.button('Revoke 12 keys').click();
  await expect(home.told('3 of 12 revoked')).toBeVisible();
  // A modal dialog lets nobody at the button: it happens in another tab, or by the session's end.
  await home.switchUserBehindDialog(grace.name);
  await expect(page.getByText(grace.email)).toBeVisible();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  held.letGo();
  await expect(home.count).toHaveText('No keys');

  const sent = await revocations(standIn);
  expect(sent, 'what was done, and no more').toHaveLength(3);
  for (const { headers } of sent) expect(headers.authorization?.claims?.sub).toBe(ada.id);
  await home.button(`Switch to ${ada.name}`).click();
  await expect(home.count).toHaveText('9 keys');
});

test('a project’s keys are revoked together, too', async ({ page }) => {
  const home = new ProjectsHome(page);
  await home.open();
  await home.all.check();
  await home.expectKeys(engine.keys);
  await home.pageBox.check();
  await home.button('Revoke selected').click();
  await expect(home.dialog('Revoke 3 keys?').getByRole('textbox')).toHaveCount(0);
  await home.button('Revoke 3 keys').click();
  await expect(home.told('3 keys are revoked.')).toBeVisible();
  await home.active.check();
  await expect(home.count).toHaveText('No keys');
});
