import {
  expect,
  expectKeysShown,
  expectListedAndCreated,
  requestedByThePage,
  test,
} from '../fixtures.ts';
import { filesThatEnd, path } from '../places.ts';

const site = path('worker/dist');
test.use({ site });

test('a module Worker lists and creates keys', async ({ page, standIn, seen }) => {
  expect(filesThatEnd(site, '.wasm')).toHaveLength(1);
  await page.goto(standIn.origin);
  await expectKeysShown(page);
  await expectListedAndCreated(standIn);
  expect(page.workers()).toHaveLength(1);
  expect(await requestedByThePage(page)).toEqual([]);
  expect(seen.requested('.wasm')).toHaveLength(1);
  seen.check(standIn.origin);
});
