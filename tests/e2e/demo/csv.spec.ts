import { readFile } from 'node:fs/promises';
import type { Download, Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import { ada, analyticalEngines, grace } from '../standin/people.ts';
import { engine } from '../standin/projects.ts';
import { DemoPage } from './demo-page.ts';
import { inDays, serveKeys, wireKey } from './network.ts';
import { ProjectKeysPage } from './project-keys-page.ts';

const header = [
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

/** Exports the listed keys. */
async function exportCsv(page: Page): Promise<Download> {
  const download = page.waitForEvent('download');
  await new DemoPage(page).button('Export CSV').click();
  return download;
}

async function textOf(download: Download): Promise<string> {
  return readFile(await download.path(), 'utf8');
}

/** Parses CSV text as in RFC 4180. */
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

test('the export contains all columns', async ({ page }) => {
  const [future, past] = [inDays(30), inDays(-30)];
  const iso = (ms: number) => new Date(ms).toISOString();
  const active = wireKey({
    name: 'Nightly backup',
    description: 'Runs at two.',
    expiration: future,
    last_used_at: past,
    created_at: past,
  });
  const leaked = wireKey({
    name: 'Leaked',
    subject: analyticalEngines.id,
    created_by: grace.id,
    created_at: past - 1,
    revoked: true,
    revocation_reason: 'It was in a log.',
  });
  await serveKeys(page, [active, leaked]);
  const demo = new DemoPage(page);
  await demo.open();
  await demo.all.check();
  await expect(demo.names).toHaveCount(2);

  const download = await exportCsv(page);
  expect(download.suggestedFilename()).toMatch(/^api-keys-\d{4}-\d\d-\d\d\.csv$/);
  await expect(demo.status('2 keys exported.')).toBeVisible();
  const csv = await textOf(download);
  expect(csv.slice(0, 3), 'Excel needs the byte order mark').toBe('\ufeffID');
  expect(parse(csv.slice(1))).toEqual([
    header,
    [
      active.id,
      'Nightly backup',
      'Runs at two.',
      ada.name,
      'Active',
      '',
      iso(past),
      ada.id,
      iso(past),
      iso(future),
      '',
    ],
    [
      leaked.id,
      'Leaked',
      '',
      ada.name,
      'Revoked',
      '',
      iso(past - 1),
      grace.id,
      '',
      '',
      'It was in a log.',
    ],
  ]);
});

test('text stays in its cell and is never a formula', async ({ page }) => {
  const names = [
    'Comma, and "quotes"',
    '=1+1',
    '+1',
    '-1',
    '@SUM(A1)',
    '\tTab',
    'a=b',
    'Line\nbreak',
    'a;b',
    'a;=1+1;@b',
    'a,+1',
    'a\t-1',
    'a\n=1',
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
    'a;b',
    "a;'=1+1;'@b",
    "a,'+1",
    "a\t'-1",
    "a\n'=1",
  ];
  await serveKeys(
    page,
    names.map((name, i) =>
      wireKey({ name, created_at: inDays(-i), description: '=HYPERLINK("x,y")' }),
    ),
  );
  const demo = new DemoPage(page);
  await demo.open();
  await expect(demo.count).toHaveText(`1–10 of ${names.length} keys`);
  const csv = await textOf(await exportCsv(page));
  const [, ...rows] = parse(csv.slice(1));
  expect(rows.map(([, name]) => name)).toEqual(inFile);
  for (const row of rows) {
    expect(row).toHaveLength(header.length);
    expect(row[2]).toBe('\'=HYPERLINK("x,y")');
  }
  expect(csv).toContain('"Comma, and ""quotes"""');
  expect(csv).toContain('"\'=HYPERLINK(""x,y"")"');
  expect(csv, 'some spreadsheets separate cells by semicolons').toContain('"a;b"');
});

test('the same notice is announced again', async ({ page, session }) => {
  await session.create({ name: 'Nightly backup', subject: ada.id });
  const demo = new DemoPage(page);
  await demo.open();
  await exportCsv(page);
  const notice = demo.status('1 key exported.');
  const text = await notice.evaluateHandle((region) => region.firstChild);
  await exportCsv(page);
  await expect.poll(() => text.evaluate((node) => node?.isConnected)).toBe(false);
  await expect(notice).toBeVisible();
});

test('the export contains all pages of the search results, in the sorted order', async ({
  page,
}) => {
  const keys = Array.from({ length: 24 }, (_, i) =>
    wireKey({ name: `${i % 2 ? 'Odd' : 'Even'} ${i}`, created_at: inDays(-i) }),
  );
  await serveKeys(page, keys);
  const demo = new DemoPage(page);
  await demo.open();
  await demo.search.fill('odd');
  await demo.column('Name').getByRole('button').click();
  await demo.column('Name').getByRole('button').click();
  await expect(demo.count).toHaveText('1–10 of 12 keys');
  const [, ...rows] = parse((await textOf(await exportCsv(page))).slice(1));
  const odd = keys.map(({ name }) => name).filter((name) => name.startsWith('Odd'));
  expect(rows.map(([, name]) => name)).toEqual(odd.toReversed());
});

test('the export contains no secret, even right after a create', async ({ page }) => {
  const demo = new DemoPage(page);
  await demo.open();
  await demo.create('Nightly backup');
  const secret = await demo.saveSecret();
  await expect(demo.names).toHaveCount(1);
  const csv = await textOf(await exportCsv(page));
  expect(csv).toContain('Nightly backup');
  expect(csv).not.toContain(secret);
  expect(csv).not.toMatch(/ak_[0-9a-f]{64}/);
});

test('an empty list cannot be exported', async ({ page }) => {
  const demo = new DemoPage(page);
  await demo.open();
  await expect(demo.button('Export CSV')).toHaveAttribute('aria-disabled', 'true');
  let downloads = 0;
  page.on('download', () => downloads++);
  await demo.button('Export CSV').click({ force: true });
  await demo.create('Nightly backup');
  await demo.saveSecret();
  await exportCsv(page);
  expect(downloads).toBe(1);
});

test('the export of project keys contains their scopes', async ({ page }) => {
  const demo = new ProjectKeysPage(page);
  await demo.open();
  await demo.all.check();
  await demo.expectKeys(engine.keys);
  const [first, ...rows] = parse((await textOf(await exportCsv(page))).slice(1));
  expect(first).toEqual(header);
  expect(rows.map(([, name, , owner, status, scopes]) => [name, owner, status, scopes])).toEqual([
    ['Card reader', engine.name, 'Active', 'read write'],
    ['Trial', engine.name, 'Expired', 'read'],
    ['Platform', engine.name, 'Active', '*'],
  ]);
});
