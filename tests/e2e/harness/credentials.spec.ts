import { expect, test } from '../fixtures.ts';
import { openHarness } from './open.ts';

test.use({ site: 'harness' });

// Clerk refuses a request below /v1/ that has both an Origin and an Authorization header.
test('no request below /v1/ has an Authorization header', async ({ page, standIn }) => {
  const requests: Promise<[path: string, hasToken: boolean]>[] = [];
  page.on('request', (request) => {
    const { pathname } = new URL(request.url());
    if (!pathname.startsWith('/__clerk/')) return;
    const headers = request.allHeaders();
    requests.push(headers.then(({ authorization }) => [pathname, authorization !== undefined]));
  });
  await openHarness(page);
  await standIn.journal.clear();
  const states = await page.evaluate(async () => {
    const apiKeys = harness.attach();
    const create = (name: string) => apiKeys.create({ name });
    const [one, two] = [await create('Nightly backup'), await create('Weekly backup')];
    await apiKeys.getAll();
    await apiKeys.reload();
    await apiKeys.reload({ apiKeyID: one.id });
    await one.reload();
    await apiKeys.revoke({ apiKeyID: two.id });
    const rotated = await apiKeys.rotate({ apiKeyID: one.id, onSecret() {} });
    await two.reload();
    const states: unknown[] = [[rotated.id === one.id, two.revoked]];
    for await (const { name, revoked } of apiKeys.iterate({ includeInvalid: true })) {
      states.push([name.slice(0, 14), revoked]);
    }
    return states;
  });
  expect(states).toEqual([
    [false, true],
    ['Nightly backup', false],
    ['Weekly backup', true],
    ['Nightly backup', true],
  ]);

  const sent = await Promise.all(requests);
  const isBelowV1 = (path: string) => /^\/__clerk\/+v1\//.test(path);
  // clerk-js itself loads the client and the session tokens there.
  expect(sent.filter(([path]) => isBelowV1(path)).length).toBeGreaterThan(2);
  expect(sent.filter(([path, hasToken]) => isBelowV1(path) && hasToken)).toEqual([]);
  const others = sent.filter(([path]) => !isBelowV1(path));
  expect(others.filter(([, hasToken]) => !hasToken)).toEqual([]);
  const journal = await standIn.journal.read();
  expect(others.map(([path]) => path)).toEqual(journal.map(({ path }) => path));
  expect(journal.every(({ status }) => status === 200 || status === 201)).toBe(true);
});
