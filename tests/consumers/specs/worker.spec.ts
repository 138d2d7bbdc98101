import {
  expect,
  expectKeysShown,
  expectListedAndCreated,
  requestedByDocument,
  test,
} from '../fixtures.ts';
import { filesWithEnding, path } from '../paths.ts';

const site = path('worker/dist');
test.use({ site });

test('a module Worker lists and creates keys', async ({ page, standIn, monitor }) => {
  expect(filesWithEnding(site, '.wasm')).toHaveLength(1);
  await page.goto(standIn.origin);
  await expectKeysShown(page);
  await expectListedAndCreated(standIn);
  expect(page.workers()).toHaveLength(1);
  expect(await requestedByDocument(page)).toEqual([]);
  expect(monitor.requested('.wasm')).toHaveLength(1);
  monitor.check(standIn.origin);
});
