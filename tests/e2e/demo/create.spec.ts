import type { Locator, Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import { ada } from '../standin/people.ts';
import type { StandIn } from '../standin/process.ts';
import { DemoPage } from './demo-page.ts';
import { clerkRequests, holdRequests } from './network.ts';
import { ProjectKeysPage } from './project-keys-page.ts';

const daySeconds = 24 * 60 * 60;

const presets: [choice: string, days: number | undefined][] = [
  ['1 day', 1],
  ['7 days', 7],
  ['30 days', 30],
  ['60 days', 60],
  ['90 days', 90],
  ['180 days', 180],
  ['1 year', 365],
  ['Never', undefined],
];

/** The bodies of the create requests, in order. */
async function createBodies({ journal }: StandIn) {
  const sent = await journal.read();
  const creations = sent.filter(({ method, path }) => method === 'POST' && /keys$/.test(path));
  return creations.map(({ body }) => body as Record<string, unknown>);
}

async function optionsOf(select: Locator) {
  return (await select.getByRole('option').allTextContents()).slice(0, -1);
}

/** The current date in the browser's time zone, as `YYYY-MM-DD`. */
function todayIn(page: Page): Promise<string> {
  return page.evaluate(() => new Date().toLocaleDateString('sv'));
}

test('each expiration option is sent in seconds', async ({ page, standIn }) => {
  const demo = new DemoPage(page);
  await demo.open();
  await demo.button('Create key').click();
  const choices = presets.map(([choice]) => choice);
  expect(await optionsOf(demo.createDialog.getByLabel('Expiration'))).toEqual(choices);
  await page.keyboard.press('Escape');
  for (const [choice] of presets) {
    await demo.create(`For ${choice}`, { expiration: choice });
    await demo.saveSecret();
  }
  expect((await createBodies(standIn)).map((body) => body.seconds_until_expiration)).toEqual(
    presets.map(([, days]) => days && days * daySeconds),
  );
});

test('each expiration option of a project key is sent in days', async ({ page, standIn }) => {
  const demo = new ProjectKeysPage(page);
  await demo.open();
  for (const [choice] of presets) {
    await demo.create(`For ${choice}`, { scopes: ['read'], expiration: choice });
    await demo.saveSecret();
  }
  expect((await createBodies(standIn)).map((body) => body.expires_days)).toEqual(
    presets.map(([, days]) => days),
  );
});

test('each expiration option has a description', async ({ page }) => {
  const demo = new DemoPage(page);
  await demo.open();
  await demo.button('Create key').click();
  const expiration = demo.createDialog.getByLabel('Expiration', { exact: true });
  await expect(expiration).toHaveAccessibleDescription(/^Expires on .*20\d\d\.$/);
  await expiration.selectOption('Never');
  await expect(expiration).toHaveAccessibleDescription('It works until somebody revokes it.');
  await expiration.selectOption('On a date…');
  const date = demo.createDialog.getByLabel('Expiration date');
  await expect(date).toHaveAccessibleDescription('The key works until the end of that day.');
});

test.describe('across daylight saving changes', () => {
  // A year contains both changes. 100 or 200 days contain one of them.
  test.use({ timezoneId: 'Europe/Berlin', locale: 'en-GB' });

  test('a key works until the end of the chosen day', async ({ page, standIn }) => {
    const demo = new DemoPage(page);
    await demo.open();
    await demo.createByDate('Nightly backup', '2099-06-15');
    await demo.saveSecret();
    const [body] = await createBodies(standIn);
    const end = Date.parse('2099-06-15T23:59:59+02:00');
    const sent = Date.now() + Number(body?.seconds_until_expiration) * 1000;
    expect(Math.abs(sent - end), 'the difference is the duration of the test').toBeLessThan(60_000);
    await expect(demo.cell('Nightly backup', 'Expires')).toContainText('15 Jun 2099');
  });

  test('days of 23, 24 and 25 hours count as whole days', async ({ page, standIn }) => {
    const demo = new ProjectKeysPage(page);
    await demo.open();
    const today = await todayIn(page);
    const days = [1, 100, 200, 365];
    const dates = days.map((count) => {
      const date = new Date(`${today}T00:00:00Z`);
      date.setUTCDate(date.getUTCDate() + count);
      return date.toISOString().slice(0, 10);
    });
    for (const date of dates) {
      await demo.createByDate(`Until ${date}`, date);
      await demo.saveSecret();
    }
    expect((await createBodies(standIn)).map((body) => body.expires_days)).toEqual(days);
  });
});

test('a missing or past date is an error at its field', async ({ page, standIn }) => {
  for (const demo of [new DemoPage(page), new ProjectKeysPage(page)]) {
    await demo.open();
    for (const date of ['', '2020-01-01', await todayIn(page)]) {
      await demo.createByDate('Nightly backup', date);
      const field = demo.createDialog.getByLabel('Expiration date');
      await expect(field).toHaveAccessibleDescription(/^Choose a day after today\./);
      await expect(field).toBeFocused();
      await expect(demo.error).toHaveCount(0);
      await page.keyboard.press('Escape');
    }
  }
  expect(await createBodies(standIn)).toEqual([]);
});

test('the dialog stays open while a key is created', async ({ page }) => {
  const demo = new DemoPage(page);
  await demo.open();
  const held = await holdRequests(page, clerkRequests.create);
  await demo.create('Nightly backup');
  await held.requested;
  await expect(demo.button('Creating…')).toHaveAttribute('aria-disabled', 'true');
  await page.keyboard.press('Escape');
  await demo.button('Cancel').click({ force: true });
  await expect(demo.createDialog).toBeVisible();
  held.release();
  await expect(demo.secretDialog).toBeVisible();
});

test('two clicks create one key', async ({ page, standIn }) => {
  const demo = new DemoPage(page);
  await demo.open();
  await demo.button('Create key').click();
  const dialog = demo.dialog('Create an API key');
  await dialog.getByLabel('Name').fill('Nightly backup');
  await dialog.getByRole('button', { name: 'Create', exact: true }).evaluate((button) => {
    (button as HTMLButtonElement).click();
    (button as HTMLButtonElement).click();
  });
  await demo.saveSecret();
  await expect(demo.count).toHaveText('1 key');

  const sent = (await standIn.journal.read()).filter(({ method }) => method === 'POST');
  expect(sent.map(({ status }) => status)).toEqual([201]);
});

test('a name conflict shows the server’s message', async ({ page, session, monitor }) => {
  await session.create({ name: 'Nightly backup', subject: ada.id });
  const demo = new DemoPage(page);
  await demo.open();
  await demo.create('Nightly backup');
  const dialog = demo.dialog('Create an API key');
  await expect(dialog.getByRole('alert')).toContainText(
    'An API key with this name already exists for this subject',
  );
  await expect(dialog.getByRole('alert')).toContainText('token_creation_conflict');
  monitor.expectError('409 /__clerk/api_keys');

  // The error of an invalid name is at its field.
  await dialog.getByLabel('Name').fill('ab');
  await demo.button('Create').click();
  await expect(dialog.getByText('name must be at least 3 characters long.')).toBeVisible();
  await expect(dialog.getByLabel('Name')).toBeFocused();
  monitor.expectError('400 /__clerk/api_keys');
});
