import { expect, test } from '../fixtures.ts';
import { ada, grace } from '../standin/people.ts';
import { engine } from '../standin/projects.ts';
import type { Session } from '../standin/session.ts';
import { Home } from './home.ts';
import { holdBack, own, refuse } from './network.ts';
import { ProjectsHome } from './projects.ts';

const revocations = /^\/__clerk\/api_keys\/.*\/revoke$/;

async function addKeys(session: Session, count: number): Promise<void> {
  for (let i = 1; i <= count; i++) await session.create({ name: `Key ${i}`, subject: ada.id });
}

test('many keys are revoked after one question, for one reason', async ({
  page,
  session,
  standIn,
}) => {
  await session.create({ name: 'Stays', subject: ada.id });
  await addKeys(session, 12);
  const home = new Home(page);
  await home.open();
  await home.search.fill('key');
  await expect(home.count).toHaveText('1–10 of 12 keys');
  await home.selectPage.check();
  await expect(home.told('10 selected')).toBeVisible();
  await home.button('Select all 12').click();
  await expect(home.told('12 selected')).toBeVisible();

  await standIn.journal.clear();
  await home.button('Revoke selected').click();
  const dialog = home.dialog('Revoke 12 keys?');
  const first = Array.from({ length: 8 }, (_, i) => `Key ${12 - i}`);
  await expect(dialog.getByRole('listitem')).toHaveText([...first, 'and 4 more']);
  expect(await standIn.journal.read(), 'nothing before the answer').toEqual([]);
  await dialog.getByLabel('Reason (optional)').fill('We move.');
  await home.button('Revoke 12 keys').click();
  await expect(page.getByText('12 keys are revoked.')).toBeVisible();
  await expect(home.heading).toBeFocused();
  await home.search.fill('');
  await expect(home.names).toHaveText(['Stays']);

  const sent = (await standIn.journal.read()).filter(({ path }) => revocations.test(path));
  expect(sent.map(({ body, status }) => [body, status])).toEqual(
    Array(12).fill([{ revocation_reason: 'We move.' }, 200]),
  );
  expect(new Set(sent.map(({ path }) => path)).size, 'each once').toBe(12);
});

test('cancelled, nothing is revoked, and the keys stay chosen', async ({
  page,
  session,
  standIn,
}) => {
  await addKeys(session, 2);
  const home = new Home(page);
  await home.open();
  await home.box('Key 1').check();
  await standIn.journal.clear();
  await home.button('Revoke selected').click();
  await expect(home.dialog('Revoke 1 key?')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(home.button('Revoke selected')).toBeFocused();
  await expect(home.box('Key 1')).toBeChecked();
  await home.button('Clear').click();
  await expect(home.box('Key 1')).not.toBeChecked();
  expect(await standIn.journal.read()).toEqual([]);
});

test('how far it is is told, and it can be stopped', async ({ page, session, standIn }) => {
  await addKeys(session, 9);
  const home = new Home(page);
  await home.open();
  await home.selectPage.check();
  const held = await holdBack(page, own.revoke);
  await home.button('Revoke selected').click();
  await home.button('Revoke 9 keys').click();
  await held.asked;
  const bar = (name: string) => page.getByRole('progressbar', { name });
  await expect(bar('0 of 9 revoked')).toHaveJSProperty('max', 9);

  await home.button('Stop').click();
  await expect(home.button('Stopping…')).toHaveAttribute('aria-disabled', 'true');
  held.letGo();
  // Four were under way.
  await expect(home.error).toHaveText('Stopped: 5 keys were not revoked.');
  await expect(bar('4 of 9 revoked')).toHaveJSProperty('value', 4);
  const sent = (await standIn.journal.read()).filter(({ path }) => revocations.test(path));
  expect(sent.length).toBe(4);

  await home.button('Try these again').click();
  await expect(page.getByText('9 keys are revoked.')).toBeVisible();
  await expect(home.count).toHaveText('No keys');
});

test('what fails is told by name and in words, and can be tried again', async ({
  page,
  session,
  watch,
}) => {
  await addKeys(session, 2);
  const { id } = await session.create({ name: 'Guarded', subject: ada.id });
  const home = new Home(page);
  await home.open();
  await home.selectPage.check();
  const allow = await refuse(page, own.revoke, 'Ask your administrator.', id);
  await home.button('Revoke selected').click();
  await home.button('Revoke 3 keys').click();
  const dialog = home.dialog('Not all keys are revoked');
  await expect(dialog.getByRole('listitem')).toHaveText(['Guarded: Ask your administrator.']);
  await expect(dialog.getByRole('progressbar', { name: '2 of 3 revoked' })).toBeVisible();
  watch.intend(`403 /__clerk/api_keys/${id}/revoke`);

  await allow();
  await home.button('Try these again').click();
  await expect(page.getByText('3 keys are revoked.')).toBeVisible();
  await expect(home.count).toHaveText('No keys');
});

test('closed with some left, the list tells what is left', async ({ page, session, watch }) => {
  await addKeys(session, 1);
  const { id } = await session.create({ name: 'Guarded', subject: ada.id });
  const home = new Home(page);
  await home.open();
  await home.selectPage.check();
  await refuse(page, own.revoke, 'Ask your administrator.', id);
  await home.button('Revoke selected').click();
  await home.button('Revoke 2 keys').click();
  await home.button('Close').click();
  await expect(page.getByText('1 key is revoked.')).toBeVisible();
  await expect(home.names).toHaveText(['Guarded']);
  watch.intend(`403 /__clerk/api_keys/${id}/revoke`);
});

test('another user in the middle ends it', async ({ page, session, standIn }) => {
  await addKeys(session, 9);
  const home = new Home(page);
  await home.open();
  await home.selectPage.check();
  const held = await holdBack(page, own.revoke);
  await home.button('Revoke selected').click();
  await home.button('Revoke 9 keys').click();
  await held.asked;
  await standIn.journal.clear();
  await home.signInElsewhere(grace.email);
  await expect(page.getByText(grace.email)).toBeVisible();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(home.count).toHaveText('No keys');
  held.letGo();

  await home.signInElsewhere(ada.email);
  await expect(home.count).toHaveText('9 keys');
  const sent = (await standIn.journal.read()).filter(({ path }) => revocations.test(path));
  expect(sent, 'the four under way are aborted, the others never sent').toEqual([]);
});

test('a project’s keys, for which no reason is asked', async ({ page, standIn }) => {
  const home = new ProjectsHome(page);
  await home.open();
  await home.selectPage.check();
  await standIn.journal.clear();
  await home.button('Revoke selected').click();
  await expect(home.dialog('Revoke 2 keys?').getByRole('textbox')).toHaveCount(0);
  await home.button('Revoke 2 keys').click();
  await expect(page.getByText('2 keys are revoked.')).toBeVisible();
  await home.all.check();
  await home.expectKeys(engine.keys);
  const sent = (await standIn.journal.read()).filter(({ method }) => method === 'DELETE');
  expect(sent.map(({ status }) => status)).toEqual([200, 200]);
});
