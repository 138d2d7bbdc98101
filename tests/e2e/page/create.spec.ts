import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import type { StandIn } from '../standin/process.ts';
import { Home } from './home.ts';
import { holdBack, own } from './network.ts';
import { ProjectsHome } from './projects.ts';

const day = 24 * 60 * 60;

test.describe('for so long', () => {
  const presets = { '1 day': 1, '7 days': 7, '30 days': 30, '60 days': 60 } as const;
  const longer = { '90 days': 90, '180 days': 180, '1 year': 365, Never: null } as const;
  for (const [label, days] of Object.entries({ ...presets, ...longer })) {
    test(`${label}, from either server`, async ({ page, standIn }) => {
      const home = new Home(page);
      await home.open();
      await home.create('Nightly backup', { expiration: label });
      await home.saveSecret();
      const seconds = days && days * day;
      expect(await createdWith(standIn)).toMatchObject(
        seconds ? { seconds_until_expiration: seconds } : {},
      );
      const cell = home.row('Nightly backup').getByRole('cell').nth(5);
      await expect(cell).toHaveText(days ? /Expires in/ : 'Never');

      const projects = new ProjectsHome(page);
      await projects.tab.click();
      await standIn.journal.clear();
      await projects.create('Weekly report', { scopes: ['read'], expiration: label });
      await projects.saveSecret();
      expect(await createdWith(standIn)).toEqual({
        name: 'Weekly report',
        scopes: ['read'],
        ...(days && { expires_days: days }),
      });
    });
  }
});

test.describe('until a day', () => {
  // Its clocks go back in the night to 25 October: that day has 25 hours.
  test.use({ timezoneId: 'Europe/Berlin', locale: 'de-DE' });

  test('to the end of it, and no longer', async ({ page, standIn }) => {
    await page.clock.install({ time: '2026-10-24T10:00:00+02:00' });
    const home = new Home(page);
    await home.open();
    await chooseDate(page, home, '2026-10-26');
    await home.createDialog.getByLabel('Name').fill('Nightly backup');
    await expect(home.createDialog.getByText('until the end of that day')).toBeVisible();
    await home.button('Create').click();
    await home.saveSecret();
    // 14 hours of the first day, 25 of the second, and all of the third but its last second.
    const { seconds_until_expiration: seconds } = await createdWith(standIn);
    const expected = (14 + 25 + 24) * 60 * 60 - 1;
    expect(seconds).toBeGreaterThan(expected - 60);
    expect(seconds).toBeLessThanOrEqual(expected);
  });

  test('in whole days, as many as midnights lie between', async ({ page, standIn }) => {
    await page.clock.install({ time: '2026-10-24T23:30:00+02:00' });
    const home = new ProjectsHome(page);
    await home.open();
    await chooseDate(page, home, '2026-10-26');
    await home.createDialog.getByLabel('Name').fill('Nightly backup');
    await home.createDialog.getByLabel('read').check();
    await expect(home.createDialog.getByText('at about this time')).toBeVisible();
    await home.button('Create').click();
    await home.saveSecret();
    expect(await createdWith(standIn)).toMatchObject({ expires_days: 2 });
  });

  test('a day that is none, or is over, is told beside its field', async ({ page, standIn }) => {
    await page.clock.install({ time: '2026-10-24T10:00:00+02:00' });
    const home = new Home(page);
    await home.open();
    await standIn.journal.clear();
    await chooseDate(page, home, '');
    await home.createDialog.getByLabel('Name').fill('Nightly backup');
    const date = home.createDialog.getByLabel('Expiration date');
    for (const chosen of ['', '2026-10-24', '2026-10-01']) {
      await date.fill(chosen);
      await home.button('Create').click();
      await expect(date).toHaveAccessibleDescription(/^Choose a day after today\./);
      await expect(date).toBeFocused();
      await expect(home.error).toHaveCount(0);
    }
    expect(await standIn.journal.read(), 'nothing is sent').toEqual([]);

    await date.fill('2026-10-25');
    await home.button('Create').click();
    await home.saveSecret();
  });
});

test('what a choice comes to is told before', async ({ page }) => {
  await page.clock.install({ time: '2026-03-01T10:00:00Z' });
  const home = new Home(page);
  await home.open();
  await home.button('Create key').click();
  const expiration = home.createDialog.getByLabel('Expiration');
  await expect(expiration).toHaveAccessibleDescription('Expires on May 30, 2026.');
  await expiration.selectOption('1 year');
  await expect(expiration).toHaveAccessibleDescription('Expires on Mar 1, 2027.');
  await expiration.selectOption('Never');
  await expect(expiration).toHaveAccessibleDescription('It works until somebody revokes it.');
});

test('while it is created, the form stays, and a second click does nothing', async ({
  page,
  standIn,
}) => {
  const home = new Home(page);
  await home.open();
  const held = await holdBack(page, own.create);
  await home.create('Nightly backup');
  await held.asked;
  const button = home.button('Creating…');
  await expect(button).toHaveAttribute('aria-disabled', 'true');
  await button.click({ force: true });
  await page.keyboard.press('Escape');
  await expect(home.createDialog).toBeVisible();
  held.letGo();
  await home.saveSecret();
  const sent = (await standIn.journal.read()).filter(({ method }) => method === 'POST');
  expect(sent.length).toBe(1);
});

async function chooseDate(page: Page, home: Home, date: string): Promise<void> {
  await home.button('Create key').click();
  await page.getByLabel('Expiration').selectOption('On a date…');
  await page.getByLabel('Expiration date').fill(date);
}

/** What the only create said. */
async function createdWith(standIn: StandIn): Promise<Record<string, unknown>> {
  const sent = (await standIn.journal.read()).filter(({ method }) => method === 'POST');
  expect(sent.length).toBe(1);
  return sent[0]?.body as Record<string, unknown>;
}
