import { expect, expectKeysShown, expectListedAndCreated, test } from '../fixtures.ts';
import { path } from '../paths.ts';

test.use({ site: path('plain') });

test('a host page with an import map lists and creates keys', async ({
  page,
  standIn,
  monitor,
}) => {
  await page.goto(standIn.origin);
  await expectKeysShown(page);
  await expectListedAndCreated(standIn);
  expect(monitor.requested('.wasm')).toHaveLength(1);
  monitor.check(standIn.origin);
});
