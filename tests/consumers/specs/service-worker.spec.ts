import {
  expect,
  expectKeysShown,
  expectListedAndCreated,
  requestedByThePage,
  test,
} from '../fixtures.ts';
import { path } from '../places.ts';

test.use({ site: path('service-worker') });

test('a Service Worker lists and creates keys', async ({ page, context, standIn, seen }) => {
  const ofWorker: string[] = [];
  context.on('request', (request) => {
    if (request.serviceWorker()) ofWorker.push(new URL(request.url()).pathname);
  });
  await page.goto(standIn.origin);
  await expectKeysShown(page);
  await expectListedAndCreated(standIn);
  expect(context.serviceWorkers()).toHaveLength(1);
  expect(await requestedByThePage(page)).toEqual([]);
  expect(ofWorker.filter((path) => path === '/__clerk/api_keys')).toHaveLength(2);
  seen.check(standIn.origin);
});
