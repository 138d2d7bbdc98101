import type { Locator, Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import { ada } from '../standin/people.ts';
import type { StandIn } from '../standin/process.ts';
import { Home } from './home.ts';
import { holdBack, own } from './network.ts';
import { ProjectsHome } from './projects.ts';

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

/** What was sent to create keys, in its order. */
async function created({ journal }: StandIn) {
  const sent = await journal.read();
  const creations = sent.filter(({ method, path }) => method === 'POST' && /keys$/.test(path));
  return creations.map(({ body }) => body as Record<string, unknown>);
}

async function optionsOf(select: Locator) {
  return (await select.getByRole('option').allTextContents()).slice(0, -1);
}

/** The day that it is where the browser is, as `YYYY-MM-DD`. */
function todayOf(page: Page): Promise<string> {
  return page.evaluate(() => new Date().toLocaleDateString('sv'));
}

test('each expiration on offer is what the server gets', async ({ page, standIn }) => {
  const home = new Home(page);
  await home.open();
  await home.button('Create key').click();
  const choices = presets.map(([choice]) => choice);
  expect(await optionsOf(home.createDialog.getByLabel('Expiration'))).toEqual(choices);
  await page.keyboard.press('Escape');
  for (const [choice] of presets) {
    await home.create(`For ${choice}`, { expiration: choice });
    await home.saveSecret();
  }
  expect((await created(standIn)).map((body) => body.seconds_until_expiration)).toEqual(
    presets.map(([, days]) => days && days * daySeconds),
  );
});

test('a project gets it in days', async ({ page, standIn }) => {
  const home = new ProjectsHome(page);
  await home.open();
  for (const [choice] of presets) {
    await home.create(`For ${choice}`, { scopes: ['read'], expiration: choice });
    await home.saveSecret();
  }
  expect((await created(standIn)).map((body) => body.expires_days)).toEqual(
    presets.map(([, days]) => days),
  );
});

test('what a choice means is told beside it', async ({ page }) => {
  const home = new Home(page);
  await home.open();
  await home.button('Create key').click();
  const expiration = home.createDialog.getByLabel('Expiration', { exact: true });
  await expect(expiration).toHaveAccessibleDescription(/^Expires on .*20\d\d\.$/);
  await expiration.selectOption('Never');
  await expect(expiration).toHaveAccessibleDescription('It works until somebody revokes it.');
  await expiration.selectOption('On a date…');
  const date = home.createDialog.getByLabel('Expiration date');
  await expect(date).toHaveAccessibleDescription('The key works until the end of that day.');
});

test.describe('where the clocks change on the way', () => {
  // Within a year both changes come, one of them after 100 or after 200 days.
  test.use({ timezoneId: 'Europe/Berlin', locale: 'en-GB' });

  test('a key works until the end of the chosen day', async ({ page, standIn }) => {
    const home = new Home(page);
    await home.open();
    await home.createByDate('Nightly backup', '2099-06-15');
    await home.saveSecret();
    const [body] = await created(standIn);
    const end = Date.parse('2099-06-15T23:59:59+02:00');
    const sent = Date.now() + Number(body?.seconds_until_expiration) * 1000;
    expect(Math.abs(sent - end), 'but for the time of this test').toBeLessThan(60_000);
    await expect(home.cell('Nightly backup', 'Expires')).toContainText('15 Jun 2099');
  });

  test('days are counted whole, whether they have 23, 24 or 25 hours', async ({
    page,
    standIn,
  }) => {
    const home = new ProjectsHome(page);
    await home.open();
    const today = await todayOf(page);
    const days = [1, 100, 200, 365];
    const dates = days.map((count) => {
      const date = new Date(`${today}T00:00:00Z`);
      date.setUTCDate(date.getUTCDate() + count);
      return date.toISOString().slice(0, 10);
    });
    for (const date of dates) {
      await home.createByDate(`Until ${date}`, date);
      await home.saveSecret();
    }
    expect((await created(standIn)).map((body) => body.expires_days)).toEqual(days);
  });
});

test('a date that is missing or has passed is told beside its field', async ({ page, standIn }) => {
  for (const home of [new Home(page), new ProjectsHome(page)]) {
    await home.open();
    for (const date of ['', '2020-01-01', await todayOf(page)]) {
      await home.createByDate('Nightly backup', date);
      const field = home.createDialog.getByLabel('Expiration date');
      await expect(field).toHaveAccessibleDescription(/^Choose a day after today\./);
      await expect(field).toBeFocused();
      await expect(home.error).toHaveCount(0);
      await page.keyboard.press('Escape');
    }
  }
  expect(await created(standIn)).toEqual([]);
});

test('while a key is created, the dialog stays', async ({ page }) => {
  const home = new Home(page);
  await home.open();
  const held = await holdBack(page, own.create);
  await home.create('Nightly backup');
  await held.asked;
  await expect(home.button('Creating…')).toHaveAttribute('aria-disabled', 'true');
  await page.keyboard.press('Escape');
  await home.button('Cancel').click({ force: true });
  await expect(home.createDialog).toBeVisible();
  held.letGo();
  await expect(home.secretDialog).toBeVisible();
});

test('two clicks make one key', async ({ page, standIn }) => {
  const home = new Home(page);
  await home.open();
  await home.button('Create key').click();
  const dialog = home.dialog('Create an API key');
  await dialog.getByLabel('Name').fill('Nightly backup');
  await dialog.getByRole('button', { name: 'Create', exact: true }).evaluate((button) => {
    (button as HTMLButtonElement).click();
    (button as HTMLButtonElement).click();
  });
  await home.saveSecret();
  await expect(home.count).toHaveText('1 key');

  const sent = (await standIn.journal.read()).filter(({ method }) => method === 'POST');
  expect(sent.map(({ status }) => status)).toEqual([201]);
});
test('a name that is taken is refused in words', async ({ page, session, watch }) => {
  await session.create({ name: 'Nightly backup', subject: ada.id });
  const home = new Home(page);
  await home.open();
  await home.create('Nightly backup');
  const dialog = home.dialog('Create an API key');
  await expect(dialog.getByRole('alert')).toContainText(
    'An API key with this name already exists for this subject',
  );
  await expect(dialog.getByRole('alert')).toContainText('token_creation_conflict');
  watch.intend('409 /__clerk/api_keys');

  // A name that was never possible is told beside its field.
  await dialog.getByLabel('Name').fill('ab');
  await home.button('Create').click();
  await expect(dialog.getByText('name must be at least 3 characters long.')).toBeVisible();
  await expect(dialog.getByLabel('Name')).toBeFocused();
  watch.intend('422 /__clerk/api_keys');
});
