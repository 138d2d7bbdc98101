import { readFile } from 'node:fs/promises';
import type { Download, Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import { ada, analyticalEngines, grace } from '../standin/people.ts';
import { engine } from '../standin/projects.ts';
import { Home } from './home.ts';
import { inDays, serveKeys, wireKey } from './network.ts';
import { ProjectsHome } from './projects.ts';

const head = [
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

/** Exports what is listed. */
async function exported(page: Page): Promise<Download> {
  const download = page.waitForEvent('download');
  await new Home(page).button('Export CSV').click();
  return download;
}

async function textOf(download: Download): Promise<string> {
  return readFile(await download.path(), 'utf8');
}

/** Reads a CSV file as RFC 4180 has it. */
function parse(csv: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  for (const [, quoted, plain = '', end] of csv.matchAll(
    /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g,
  )) {
    row.push(quoted?.replaceAll('""', '"') ?? plain);
    if (end === ',') continue;
    rows.push(row);
    row = [];
  }
  return rows;
}

test('what is known of the keys is exported', async ({ page }) => {
  const [day, ago] = [inDays(30), inDays(-30)];
  const iso = (ms: number) => new Date(ms).toISOString();
  const good = wireKey({
    name: 'Nightly backup',
    description: 'Runs at two.',
    expiration: day,
    last_used_at: ago,
    created_at: ago,
  });
  const leaked = wireKey({
    name: 'Leaked',
    subject: analyticalEngines.id,
    created_by: grace.id,
    created_at: ago - 1,
    revoked: true,
    revocation_reason: 'It was in a log.',
  });
  await serveKeys(page, [good, leaked]);
  const home = new Home(page);
  await home.open();
  await home.all.check();
  await expect(home.names).toHaveCount(2);

  const download = await exported(page);
  expect(download.suggestedFilename()).toMatch(/^api-keys-\d{4}-\d\d-\d\d\.csv$/);
  await expect(home.told('2 keys exported.')).toBeVisible();
  const csv = await textOf(download);
  expect(csv.slice(0, 3), 'Excel asks for the mark').toBe('\ufeffID');
  expect(parse(csv.slice(1))).toEqual([
    head,
    [
      good.id,
      'Nightly backup',
      'Runs at two.',
      ada.name,
      'Active',
      '',
      iso(ago),
      ada.id,
      iso(ago),
      iso(day),
      '',
    ],
    [
      leaked.id,
      'Leaked',
      '',
      ada.name,
      'Revoked',
      '',
      iso(ago - 1),
      grace.id,
      '',
      '',
      'It was in a log.',
    ],
  ]);
});

test('no text gets out of its cell, and none is a formula', async ({ page }) => {
  const names = [
    'Comma, and "quotes"',
    '=1+1',
    '+1',
    '-1',
    '@SUM(A1)',
    '\tTab',
    'a=b',
    'Line\nbreak',
  ];
  const inFile = [
    'Comma, and "quotes"',
    "'=1+1",
    "'+1",
    "'-1",
    "'@SUM(A1)",
    "'\tTab",
    'a=b',
    'Line\nbreak',
  ];
  await serveKeys(
    page,
    names.map((name, i) =>
      wireKey({ name, created_at: inDays(-i), description: '=HYPERLINK("x,y")' }),
    ),
  );
  const home = new Home(page);
  await home.open();
  const csv = await textOf(await exported(page));
  const [, ...rows] = parse(csv.slice(1));
  expect(rows.map(([, name]) => name)).toEqual(inFile);
  for (const row of rows) {
    expect(row).toHaveLength(head.length);
    expect(row[2]).toBe('\'=HYPERLINK("x,y")');
  }
  expect(csv).toContain('"Comma, and ""quotes"""');
  expect(csv).toContain('"\'=HYPERLINK(""x,y"")"');
});

test('the keys that the search finds are exported, all pages of them, as they are sorted', async ({
  page,
}) => {
  const keys = Array.from({ length: 24 }, (_, i) =>
    wireKey({ name: `${i % 2 ? 'Odd' : 'Even'} ${i}`, created_at: inDays(-i) }),
  );
  await serveKeys(page, keys);
  const home = new Home(page);
  await home.open();
  await home.search.fill('odd');
  await home.column('Name').getByRole('button').click();
  await home.column('Name').getByRole('button').click();
  await expect(home.count).toHaveText('1–10 of 12 keys');
  const [, ...rows] = parse((await textOf(await exported(page))).slice(1));
  const odd = keys.map(({ name }) => name).filter((name) => name.startsWith('Odd'));
  expect(rows.map(([, name]) => name)).toEqual(odd.toReversed());
});

test('no secret is exported, not even right after it was made', async ({ page }) => {
  const home = new Home(page);
  await home.open();
  await home.create('Nightly backup');
  const secret = await home.saveSecret();
  await expect(home.names).toHaveCount(1);
  const csv = await textOf(await exported(page));
  expect(csv).toContain('Nightly backup');
  expect(csv).not.toContain(secret);
  expect(csv).not.toMatch(/ak_[0-9a-f]{64}/);
});

test('of nothing, nothing is exported', async ({ page }) => {
  const home = new Home(page);
  await home.open();
  await expect(home.button('Export CSV')).toHaveAttribute('aria-disabled', 'true');
  let downloads = 0;
  page.on('download', () => downloads++);
  await home.button('Export CSV').click({ force: true });
  await home.create('Nightly backup');
  await home.saveSecret();
  await exported(page);
  expect(downloads).toBe(1);
});

test('a project’s keys are exported with their scopes', async ({ page }) => {
  const home = new ProjectsHome(page);
  await home.open();
  await home.all.check();
  await home.expectKeys(engine.keys);
  const [first, ...rows] = parse((await textOf(await exported(page))).slice(1));
  expect(first).toEqual(head);
  expect(rows.map(([, name, , owner, status, scopes]) => [name, owner, status, scopes])).toEqual([
    ['Card reader', engine.name, 'Active', 'read write'],
    ['Trial', engine.name, 'Expired', 'read'],
    ['Platform', engine.name, 'Active', '*'],
  ]);
});
