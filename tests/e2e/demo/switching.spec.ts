import type { Page, Request } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import { ada, analyticalEngines, grace } from '../standin/people.ts';
import { DemoPage } from './demo-page.ts';
import { heapSnapshot } from './heap-snapshot.ts';
import { clerkRequests, connectionReset, holdRequests, loseResponses, refuse } from './network.ts';
import { ProjectKeysPage } from './project-keys-page.ts';

test('a change of user closes a filled-in form', async ({ page }) => {
  const demo = new DemoPage(page);
  await demo.open();
  await demo.button('Create key').click();
  await demo.createDialog.getByLabel('Name').fill('Nightly backup');
  await demo.switchUserBehindDialog(grace.name);
  await expect(page.getByText(grace.email)).toBeVisible();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await demo.button('Create key').click();
  await expect(demo.createDialog.getByLabel('Name')).toHaveValue('');
});

test('a change of organization by Clerk closes the dialog', async ({ page, session }) => {
  await session.create({ name: 'Nightly backup', subject: ada.id });
  const demo = new DemoPage(page);
  await demo.open();
  await demo.button('Create key').click();
  await demo.createDialog.getByLabel('Name').fill('Weekly report');
  await setOrganization(page, analyticalEngines.id);
  await expect(page.getByText(`of ${analyticalEngines.name}`)).toBeVisible();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(demo.count).toHaveText('No keys');
});

test('a change of user removes a shown secret, also from memory', async ({ page }) => {
  const demo = new DemoPage(page);
  await demo.open();
  const created = page.waitForResponse(
    (response) =>
      clerkRequests.create.url.test(response.url()) && response.request().method() === 'POST',
  );
  await demo.create('Nightly backup');
  const { secret } = await (await created).json();
  await demo.button('Show').click();
  await expect(demo.secret).toHaveValue(/^ak_/);
  await demo.switchUserBehindDialog(grace.name);
  await expect(page.getByText(grace.email)).toBeVisible();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(demo.count).toHaveText('No keys');
  expect((await heapSnapshot(page)).retainersOf(secret)).toEqual([]);
});

test('a create outlives a change of user: it is told, its secret is gone', async ({
  page,
  standIn,
}) => {
  const demo = new DemoPage(page);
  await demo.open();
  const held = await holdRequests(page, clerkRequests.create);
  await demo.create('Nightly backup');
  await held.requested;
  await demo.switchUserBehindDialog(grace.name);
  await expect(page.getByText(grace.email)).toBeVisible();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  const created = page.waitForResponse(
    (response) =>
      clerkRequests.create.url.test(response.url()) && response.request().method() === 'POST',
  );
  held.release();
  const { secret } = await (await created).json();
  await expect(demo.error).toContainText('“Nightly backup” of Ada Lovelace was created');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(demo.count).toHaveText('No keys');
  expect((await heapSnapshot(page)).retainersOf(secret)).toEqual([]);
  const methods = (await standIn.journal.read()).map(({ method }) => method);
  expect(methods.filter((method) => method === 'POST')).toHaveLength(1);

  await demo.button('Close').click();
  await expect(page.getByText('was created after you had left')).toHaveCount(0);
  await demo.button(`Switch to ${ada.name}`).click();
  await expect(demo.names).toHaveText(['Nightly backup']);
});

test('a create that is repeated after a switch there and back still shows its secret', async ({
  page,
  standIn,
}) => {
  const demo = new DemoPage(page);
  await demo.open();
  const held = await holdRequests(page, clerkRequests.create);
  await demo.create('Nightly backup');
  await held.requested;
  await setOrganization(page, analyticalEngines.id);
  await expect(page.getByText(`of ${analyticalEngines.name}`)).toBeVisible();
  await setOrganization(page, null);
  await expect(page.getByText(`of ${ada.name}`)).toBeVisible();
  // The package joins it with the first one: both have the same key.
  await demo.create('Nightly backup');
  held.release();
  expect(await demo.saveSecret()).toMatch(/^ak_[0-9a-f]{64}$/);
  await expect(demo.names).toHaveText(['Nightly backup']);
  const methods = (await standIn.journal.read()).map(({ method }) => method);
  expect(methods.filter((method) => method === 'POST')).toHaveLength(1);
});

test('a create is lost after a change of user, and its user can create again', async ({
  page,
  monitor,
}) => {
  const demo = new DemoPage(page);
  await demo.open();
  const restore = await loseResponses(page, clerkRequests.create);
  const held = await holdRequests(page, clerkRequests.create);
  await demo.create('Nightly backup');
  await held.requested;
  await demo.switchUserBehindDialog(grace.name);
  await expect(page.getByText(grace.email)).toBeVisible();
  held.release();
  const message = 'The answer was lost while “Nightly backup” of Ada Lovelace was created.';
  await expect(demo.error).toContainText(message);
  await expect(page.getByRole('dialog')).toHaveCount(0);
  monitor.expectError(connectionReset);

  await restore();
  await demo.button(`Switch to ${ada.name}`).click();
  await expect(demo.lostDialog.getByRole('listitem')).toHaveText([/^Nightly backup, made/]);
  await demo.button('Revoke and create again').click();
  monitor.expectError('409 /__clerk/api_keys');
  await demo.saveSecret();
  await expect(demo.names).toHaveText(['Nightly backup (2)']);
});

test('a create outlives a change of organization, and its refusal is told', async ({
  page,
  monitor,
}) => {
  const demo = new DemoPage(page);
  await demo.open();
  await refuse(page, clerkRequests.create, 'You may not create keys.');
  const held = await holdRequests(page, clerkRequests.create);
  await demo.create('Nightly backup');
  await held.requested;
  await setOrganization(page, analyticalEngines.id);
  await expect(page.getByText(`of ${analyticalEngines.name}`)).toBeVisible();
  held.release();
  await expect(demo.error).toContainText(
    '“Nightly backup” of Ada Lovelace was not created: You may not create keys.',
  );
  monitor.expectError('403 /__clerk/api_keys');
});

test('a change of user aborts a pending revoke', async ({ page, session }) => {
  const { id } = await session.create({ name: 'Nightly backup', subject: ada.id });
  const demo = new DemoPage(page);
  await demo.open();
  const held = await holdRequests(page, clerkRequests.revoke);
  await demo.button('Revoke Nightly backup').click();
  const aborted = abortOf(page, id);
  await demo.button('Revoke key').click();
  await held.requested;
  await demo.switchUserBehindDialog(grace.name);
  expect((await aborted).failure()?.errorText).toBe('net::ERR_ABORTED');
  held.release();
  await expect(page.getByText(grace.email)).toBeVisible();
  await expect(demo.status('is revoked')).toHaveCount(0);
  await demo.button(`Switch to ${ada.name}`).click();
  await expect(demo.names).toHaveText(['Nightly backup']);
});

test('a change of organization aborts a pending reload', async ({ page, session }) => {
  await session.create({ name: 'Nightly backup', subject: ada.id });
  const demo = new DemoPage(page);
  await demo.open();
  const held = await holdRequests(page, {
    method: 'GET',
    url: /\/api_keys\?.*limit=100&offset=0&include_invalid=true/,
  });
  const aborted = abortOf(page, '&include_invalid=true');
  await demo.button('Reload Nightly backup').click();
  await held.requested;
  await demo.organization.selectOption(analyticalEngines.name);
  expect((await aborted).failure()?.errorText).toBe('net::ERR_ABORTED');
  held.release();
  await expect(page.getByText(`of ${analyticalEngines.name}`)).toBeVisible();
  await expect(demo.count).toHaveText('No keys');
  await expect(demo.notice).toHaveCount(0);
});

test('the dialog of a lost response is closed for another user, and there again for its own', async ({
  page,
  monitor,
}) => {
  const demo = new DemoPage(page);
  await demo.open();
  await loseResponses(page, clerkRequests.create);
  await demo.create('Nightly backup');
  await expect(demo.lostDialog.getByRole('listitem')).toHaveCount(1);
  monitor.expectError(connectionReset);
  await demo.switchUserBehindDialog(grace.name);
  await expect(page.getByText(grace.email)).toBeVisible();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.getByText('Nightly backup')).toHaveCount(0);
  await demo.button(`Switch to ${ada.name}`).click();
  await expect(demo.lostDialog.getByRole('listitem')).toHaveCount(1);
  await demo.button('Leave it').click();
  await demo.organization.selectOption(analyticalEngines.name);
  await expect(demo.count).toHaveText('No keys');
  await demo.organization.selectOption('Personal account');
  await expect(demo.names).toHaveText(['Nightly backup']);
  await expect(demo.lostDialog).toHaveCount(0);
});

test('a change of organization resets search, selection and list page', async ({
  page,
  session,
}) => {
  for (let i = 1; i <= 12; i++) await session.create({ name: `Key ${i}`, subject: ada.id });
  await session.create({ name: 'Deploy', subject: ada.id });
  const demo = new DemoPage(page);
  await demo.open();
  await demo.search.fill('Key');
  await expect(demo.count).toHaveText('1–10 of 12 keys');
  await demo.button('Next').click();
  await demo.pageCheckbox.check();
  await demo.organization.selectOption(analyticalEngines.name);
  await expect(demo.count).toHaveText('No keys');
  await expect(demo.search).toHaveValue('');
  await expect(demo.status('selected')).toHaveCount(0);
  await demo.organization.selectOption('Personal account');
  await expect(demo.count).toHaveText('1–10 of 13 keys');
});

test('a sign-out also closes the dialog and clears the list', async ({ page }) => {
  const demo = new ProjectKeysPage(page);
  await demo.open();
  await demo.create('Nightly backup', { scopes: ['read'] });
  await expect(demo.secretDialog).toBeVisible();
  await page
    .getByRole('button', { name: 'Sign out', includeHidden: true })
    .evaluate((button) => (button as HTMLButtonElement).click());
  await expect(page.getByRole('heading', { name: 'You are signed out' })).toBeVisible();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.getByText('Nightly backup')).toHaveCount(0);
  await expect(page.getByRole('main')).toBeFocused();
});

/** Makes an organization the active one, or none, as another tab could. */
function setOrganization(page: Page, organization: string | null): Promise<void> {
  return page.evaluate((organization) => {
    const { Clerk } = window as unknown as { Clerk: { setActive(to: object): Promise<void> } };
    return Clerk.setActive({ organization });
  }, organization);
}

/** Waits until a request is aborted. The timeout is shorter than the timeout of a call. */
function abortOf(page: Page, part: string) {
  const predicate = (request: Request) => request.url().includes(part);
  return page.waitForEvent('requestfailed', { predicate, timeout: 15_000 });
}
