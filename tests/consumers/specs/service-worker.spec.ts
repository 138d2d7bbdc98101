import {
  expect,
  expectKeysShown,
  expectListedAndCreated,
  requestedByDocument,
  test,
} from '../fixtures.ts';
import { path } from '../paths.ts';

test.use({ site: path('service-worker') });

test('a Service Worker lists and creates keys', async ({ page, context, standIn, monitor }) => {
  const workerPaths: string[] = [];
  context.on('request', (request) => {
    if (request.serviceWorker()) workerPaths.push(new URL(request.url()).pathname);
  });
  await page.goto(standIn.origin);
  await expectKeysShown(page);
  await expectListedAndCreated(standIn);
  expect(context.serviceWorkers()).toHaveLength(1);
  expect(await requestedByDocument(page)).toEqual([]);
  expect(workerPaths.filter((path) => path === '/__clerk/api_keys')).toHaveLength(2);
  monitor.check(standIn.origin);
});
