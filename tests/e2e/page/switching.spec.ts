import { expect, test } from '../fixtures.ts';
import { ada, analyticalEngines, grace } from '../standin/people.ts';
import { Home } from './home.ts';
import { holdBack, own } from './network.ts';
import { traces } from './traces.ts';

test('a key under way is another user’s no more', async ({ page, standIn }) => {
  const home = new Home(page);
  await home.open();
  const held = await holdBack(page, own.create);
  await home.create('Nightly backup');
  await held.asked;
  await home.signInElsewhere(grace.email);
  await expect(page.getByText(grace.email)).toBeVisible();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  held.letGo();
  await expect(home.count).toHaveText('No keys');
  const sent = (await standIn.journal.read()).filter(({ method }) => method === 'POST');
  expect(sent, 'it is aborted').toEqual([]);
});

test('a secret leaves with whom it was shown to', async ({ page }) => {
  const home = new Home(page);
  await home.open();
  await home.create('Nightly backup');
  const secret = await home.showSecret();
  await home.signInElsewhere(grace.email);
  await expect(page.getByText(grace.email)).toBeVisible();
  await expect(home.secretDialog).toHaveCount(0);
  await expect(home.count).toHaveText('No keys');
  expect(await traces(page)).not.toContain(secret);
});

test('search, selection, filter and words begin anew', async ({ page, session }) => {
  await session.create({ name: 'Nightly backup', subject: ada.id });
  await session.create({ name: 'Weekly report', subject: ada.id });
  const home = new Home(page);
  await home.open();
  await home.all.check();
  await home.search.fill('backup');
  await expect(home.names).toHaveText(['Nightly backup']);
  await home.box('Nightly backup').check();
  await home.button('Export CSV').click();
  await expect(page.getByText('1 key exported.')).toBeVisible();

  await home.activateElsewhere(analyticalEngines.id);
  await expect(page.getByText(`of ${analyticalEngines.name}`)).toBeVisible();
  await expect(home.search).toHaveValue('');
  await expect(home.active).toBeChecked();
  await expect(page.getByText('1 key exported.')).toHaveCount(0);

  await home.organization.selectOption('Personal account');
  await expect(home.names).toHaveText(['Weekly report', 'Nightly backup']);
  await expect(home.box('Nightly backup')).not.toBeChecked();
});

test('a list that comes late is nobody else’s', async ({ page, session }) => {
  await session.create({ name: 'Ada’s own', subject: ada.id });
  const held = await holdBack(page, own.list);
  const home = new Home(page);
  await page.goto('/');
  await held.asked;
  await expect(home.told('Loading keys…')).toBeVisible();
  await home.signInElsewhere(grace.email);
  await expect(page.getByText(grace.email)).toBeVisible();
  held.letGo();
  await expect(home.count).toHaveText('No keys');
  await expect(home.names).toHaveCount(0);
});

test('a revocation under way ends with whose it was', async ({ page, session, standIn }) => {
  await session.create({ name: 'Nightly backup', subject: ada.id });
  const home = new Home(page);
  await home.open();
  const held = await holdBack(page, own.revoke);
  await home.button('Revoke Nightly backup').click();
  await home.button('Revoke key').click();
  await held.asked;
  await home.signInElsewhere(grace.email);
  await expect(page.getByText(grace.email)).toBeVisible();
  held.letGo();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await home.signInElsewhere(ada.email);
  await expect(home.row('Nightly backup')).toContainText('Active');
  const sent = (await standIn.journal.read()).filter(({ path }) => path.endsWith('/revoke'));
  expect(sent, 'it is aborted').toEqual([]);
});
