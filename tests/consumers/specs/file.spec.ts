import { pathToFileURL } from 'node:url';
import { expectKeysShown, expectListedAndCreated, test } from '../fixtures.ts';
import { path } from '../paths.ts';

test('a file: page lists and creates keys', async ({ page, standIn, monitor }) => {
  // A server that allows other origins, as the Frontend API does. Playwright answers the preflight requests.
  await page.route(`${standIn.origin}/**`, async (route) => {
    const response = await route.fetch();
    const headers = { ...response.headers(), 'access-control-allow-origin': '*' };
    await route.fulfill({ response, headers });
  });
  const url = pathToFileURL(path('file/dist/index.html'));
  url.searchParams.set('frontendApi', `${standIn.origin}/__clerk`);
  await page.goto(url.href);
  await expectKeysShown(page);
  await expectListedAndCreated(standIn);
  monitor.check('file://', standIn.origin);
});
