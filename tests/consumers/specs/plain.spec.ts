import { expect, expectKeysShown, expectListedAndCreated, test } from '../fixtures.ts';
import { path } from '../places.ts';

test.use({ site: path('plain') });

test('a page with an import map lists and creates keys', async ({ page, standIn, seen }) => {
  await page.goto(standIn.origin);
  await expectKeysShown(page);
  await expectListedAndCreated(standIn);
  expect(seen.requested('.wasm')).toHaveLength(1);
  seen.check(standIn.origin);
});
