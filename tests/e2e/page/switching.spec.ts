import type { Page, Request } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import { ada, analyticalEngines, grace } from '../standin/people.ts';
import { heapOf } from './heap.ts';
import { Home } from './home.ts';
import { holdBack, loseAnswers, own, wasReset } from './network.ts';
import { ProjectsHome } from './projects.ts';

test('a form that is filled in leaves with its user', async ({ page }) => {
  const home = new Home(page);
  await home.open();
  await home.button('Create key').click();
  await home.createDialog.getByLabel('Name').fill('Nightly backup');
  await home.switchUserBehindDialog(grace.name);
  await expect(page.getByText(grace.email)).toBeVisible();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await home.button('Create key').click();
  await expect(home.createDialog.getByLabel('Name')).toHaveValue('');
});

test('what another tab switches counts here, too', async ({ page, session }) => {
  await session.create({ name: 'Nightly backup', subject: ada.id });
  const home = new Home(page);
  await home.open();
  await home.button('Create key').click();
  await home.createDialog.getByLabel('Name').fill('Weekly report');
  await page.evaluate((organization) => {
    const { Clerk } = window as unknown as { Clerk: { setActive(to: object): Promise<void> } };
    return Clerk.setActive({ organization });
  }, analyticalEngines.id);
  await expect(page.getByText(`of ${analyticalEngines.name}`)).toBeVisible();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(home.count).toHaveText('No keys');
});

test('a secret that is shown leaves with its user, also from memory', async ({ page }) => {
  const home = new Home(page);
  await home.open();
  const created = page.waitForResponse(
    (response) => own.create.url.test(response.url()) && response.request().method() === 'POST',
  );
  await home.create('Nightly backup');
  const { secret } = await (await created).json();
  await home.button('Show').click();
  await expect(home.secret).toHaveValue(/^ak_/);
  await home.switchUserBehindDialog(grace.name);
  await expect(page.getByText(grace.email)).toBeVisible();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(home.count).toHaveText('No keys');
  expect((await heapOf(page)).keepersOf(secret)).toEqual([]);
});

test('a key that is being created is shown to nobody else', async ({ page, standIn }) => {
  const home = new Home(page);
  await home.open();
  const held = await holdBack(page, own.create);
  await home.create('Nightly backup');
  await held.asked;
  await home.switchUserBehindDialog(grace.name);
  await expect(page.getByText(grace.email)).toBeVisible();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  held.letGo();
  await expect(home.count).toHaveText('No keys');
  await home.all.check();
  await expect(page.getByRole('heading', { name: 'No keys yet' })).toBeVisible();
  await expect(home.notice).toHaveCount(0);
  await expect(page.getByRole('dialog')).toHaveCount(0);
  const methods = (await standIn.journal.read()).map(({ method }) => method);
  expect(methods, 'its request went no further').not.toContain('POST');
});

test('a revocation under way is aborted', async ({ page, session }) => {
  const { id } = await session.create({ name: 'Nightly backup', subject: ada.id });
  const home = new Home(page);
  await home.open();
  const held = await holdBack(page, own.revoke);
  await home.button('Revoke Nightly backup').click();
  const aborted = abortOf(page, id);
  await home.button('Revoke key').click();
  await held.asked;
  await home.switchUserBehindDialog(grace.name);
  expect((await aborted).failure()?.errorText).toBe('net::ERR_ABORTED');
  held.letGo();
  await expect(page.getByText(grace.email)).toBeVisible();
  await expect(home.told('is revoked')).toHaveCount(0);
  await home.button(`Switch to ${ada.name}`).click();
  await expect(home.names).toHaveText(['Nightly backup']);
});

test('a reload under way tells nobody else', async ({ page, session }) => {
  const { id } = await session.create({ name: 'Nightly backup', subject: ada.id });
  const home = new Home(page);
  await home.open();
  const held = await holdBack(page, { method: 'GET', url: new RegExp(`/api_keys/${id}`) });
  const aborted = abortOf(page, id);
  await home.button('Reload Nightly backup').click();
  await held.asked;
  await home.organization.selectOption(analyticalEngines.name);
  expect((await aborted).failure()?.errorText).toBe('net::ERR_ABORTED');
  held.letGo();
  await expect(page.getByText(`of ${analyticalEngines.name}`)).toBeVisible();
  await expect(home.count).toHaveText('No keys');
  await expect(home.notice).toHaveCount(0);
});

test('a lost answer is not followed by anybody else', async ({ page, watch }) => {
  const home = new Home(page);
  await home.open();
  await loseAnswers(page, own.create);
  await home.create('Nightly backup');
  await expect(home.lostDialog.getByRole('listitem')).toHaveCount(1);
  watch.intend(wasReset);
  await home.switchUserBehindDialog(grace.name);
  await expect(page.getByText(grace.email)).toBeVisible();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.getByText('Nightly backup')).toHaveCount(0);
});

test('a search, a selection and a page are the list’s own', async ({ page, session }) => {
  for (let i = 1; i <= 12; i++) await session.create({ name: `Key ${i}`, subject: ada.id });
  await session.create({ name: 'Deploy', subject: ada.id });
  const home = new Home(page);
  await home.open();
  await home.search.fill('Key');
  await expect(home.count).toHaveText('1–10 of 12 keys');
  await home.button('Next').click();
  await home.pageBox.check();
  await home.organization.selectOption(analyticalEngines.name);
  await expect(home.count).toHaveText('No keys');
  await expect(home.search).toHaveValue('');
  await expect(home.told('selected')).toHaveCount(0);
  await home.organization.selectOption('Personal account');
  await expect(home.count).toHaveText('1–10 of 13 keys');
});

test('signing out drops all of it, too', async ({ page }) => {
  const home = new ProjectsHome(page);
  await home.open();
  await home.create('Nightly backup', { scopes: ['read'] });
  await expect(home.secretDialog).toBeVisible();
  await page
    .getByRole('button', { name: 'Sign out', includeHidden: true })
    .evaluate((button) => (button as HTMLButtonElement).click());
  await expect(page.getByRole('heading', { name: 'You are signed out' })).toBeVisible();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.getByText('Nightly backup')).toHaveCount(0);
  await expect(page.getByRole('main')).toBeFocused();
});

/** The end of a request before it was answered: at once, not when its time is over. */
function abortOf(page: Page, id: string) {
  const predicate = (request: Request) => request.url().includes(id);
  return page.waitForEvent('requestfailed', { predicate, timeout: 15_000 });
}
