import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import { ada } from '../standin/people.ts';
import { Home } from './home.ts';
import { serveKeys, wireKey } from './network.ts';
import { ProjectsHome } from './projects.ts';

const titles = [
  'ID',
  'Name',
  'Description',
  'Owner',
  'Status',
  'Scopes',
  'Created',
  'Created by',
  'Last used',
  'Expires',
  'Revocation reason',
];

test('what the search found is exported in the order in which it is shown', async ({
  page,
  session,
}) => {
  const names = Array.from({ length: 12 }, (_, i) => `Key ${i + 1}`);
  const keys = [];
  for (const name of names) keys.push(await session.create({ name, subject: ada.id }));
  await session.create({ name: 'Weekly report', subject: ada.id });
  const home = new Home(page);
  await home.open();
  await home.search.fill('key');
  await expect(home.count).toHaveText('1–10 of 12 keys');
  await home.column('Name').getByRole('button').click();

  const { name, rows } = await exported(page);
  expect(name).toMatch(/^api-keys-\d{4}-\d\d-\d\d\.csv$/);
  expect(rows[0]).toEqual(titles);
  // All pages of it, and numbers as people count.
  expect(rows.slice(1).map(([, name]) => name)).toEqual(names);
  const [first] = keys;
  const created = new Date(first?.created_at ?? 0).toISOString();
  const nothing = '';
  expect(rows[1]).toEqual([
    ...[first?.id, 'Key 1', nothing, ada.name, 'Active', nothing],
    ...[created, ada.id, nothing, nothing, nothing],
  ]);
  await expect(page.getByText('12 keys exported.')).toBeVisible();
});

test('a table stays a table, whatever a key is called', async ({ page }) => {
  const odd = [
    wireKey({ name: 'Nightly, "weekly"\nand yearly', description: ' spaces ' }),
    wireKey({ name: '=HYPERLINK("http://evil.example","me")' }),
    wireKey({ name: '+1', description: '-1' }),
    wireKey({ name: '@SUM(A1)', revoked: true, revocation_reason: '\tWas in a log' }),
    wireKey({ name: 'größer 漢字' }),
  ].map((key, i) => ({ ...key, created_at: 1_800_000_000_000 - i }));
  await serveKeys(page, odd);
  const home = new Home(page);
  await home.open();
  await home.all.check();
  await expect(home.count).toHaveText('5 keys');

  const { bytes, rows } = await exported(page);
  const mark = [0xef, 0xbb, 0xbf];
  expect([...bytes.subarray(0, 3)], 'by which Excel knows UTF-8').toEqual(mark);
  const told = rows.slice(1).map((row) => [row[1], row[2], row[4], row[10]]);
  expect(told).toEqual([
    ['Nightly, "weekly"\nand yearly', ' spaces ', 'Active', ''],
    ['\'=HYPERLINK("http://evil.example","me")', '', 'Active', ''],
    ["'+1", "'-1", 'Active', ''],
    ["'@SUM(A1)", '', 'Revoked', "'\tWas in a log"],
    ['größer 漢字', '', 'Active', ''],
  ]);
});

test('no secret is in it, not even of a key that was just made', async ({ page }) => {
  const home = new ProjectsHome(page);
  await home.open();
  await home.create('Nightly backup', { scopes: ['read', 'write'] });
  const secret = await home.saveSecret();
  await home.expectKeys(['Nightly backup', 'Card reader', 'Platform']);

  const { bytes, rows } = await exported(page);
  expect(bytes.toString()).not.toContain(secret);
  expect(rows.map((row) => [row[1], row[3], row[5]])).toEqual([
    ['Name', 'Owner', 'Scopes'],
    ['Nightly backup', 'Engine', 'read write'],
    ['Card reader', 'Engine', 'read write'],
    ['Platform', 'Engine', '*'],
  ]);
});

test('where there is nothing, nothing is exported', async ({ page }) => {
  const home = new Home(page);
  await home.open();
  await expect(home.count).toHaveText('No keys');
  await expect(home.button('Export CSV')).toHaveAttribute('aria-disabled', 'true');
});

async function exported(page: Page) {
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export CSV' }).click();
  const download = await downloading;
  const bytes = await readFile(await download.path());
  return { name: download.suggestedFilename(), bytes, rows: parsed(bytes.toString()) };
}

/** The cells of a table in the form of RFC 4180. */
function parsed(text: string): string[][] {
  const lines: string[][] = [];
  let line: string[] = [];
  const cells = text.replace('\ufeff', '').matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g);
  for (const [, quoted, plain, end] of cells) {
    line.push(quoted?.replaceAll('""', '"') ?? plain ?? '');
    if (end === ',') continue;
    lines.push(line);
    line = [];
  }
  return lines;
}
