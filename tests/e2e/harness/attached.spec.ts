import { expect, test } from '../fixtures.ts';
import { ada } from '../standin/people.ts';
import { openHarness } from './open.ts';

test.use({ site: 'harness' });

test('clerk.apiKeys is one object, which can be replaced', async ({ page }) => {
  await openHarness(page);
  const seen = await page.evaluate(() => {
    const { clerk, original, attach } = harness;
    const first = clerk.apiKeys;
    const same = clerk.apiKeys === first && first !== original;
    const { get, configurable } = Object.getOwnPropertyDescriptor(clerk, 'apiKeys') ?? {};
    const second = attach();
    return { same, get, configurable, newestCounts: clerk.apiKeys === second && second !== first };
  });
  expect(seen).toEqual({ same: true, get: undefined, configurable: true, newestCounts: true });
});

test('clerk.apiKeys shows nothing of its inside', async ({ page, session }) => {
  await session.create({ name: 'Nightly backup', subject: ada.id });
  await openHarness(page);
  const seen = await page.evaluate(async () => {
    const { apiKeys } = harness.clerk;
    const json = () => JSON.stringify(apiKeys, null, 2);
    const before = json();
    await apiKeys.getAll();
    return { before, after: json(), own: Reflect.ownKeys(apiKeys), spread: { ...apiKeys } };
  });
  expect(seen).toEqual({ before: '{}', after: '{}', own: [], spread: {} });
});

test('a key shows all of itself, and nothing else', async ({ page, session }) => {
  const { id, created_at } = await session.create({ name: 'Nightly backup', subject: ada.id });
  await openHarness(page);
  const json = await page.evaluate(async () => {
    const { data } = await harness.clerk.apiKeys.getAll();
    return JSON.stringify(data, null, 2);
  });
  const created = new Date(created_at).toISOString();
  const key = {
    id,
    type: 'api_key',
    name: 'Nightly backup',
    subject: ada.id,
    scopes: [],
    claims: null,
    revoked: false,
    revocationReason: null,
    expired: false,
    expiration: null,
    createdBy: ada.id,
    description: null,
    lastUsedAt: null,
    createdAt: created,
    updatedAt: created,
  };
  expect(json).toBe(JSON.stringify([key], null, 2));
});

test('attached before Clerk has loaded, it waits for a session', async ({ page, standIn }) => {
  await page.goto('/');
  const code = await page.evaluate(() =>
    harness
      .attach()
      .getAll()
      .then(
        () => 'resolved',
        (error: { code: string }) => error.code,
      ),
  );
  expect(code).toBe('no_session_token');
  expect(await standIn.journal.read()).toEqual([]);

  const count = await page.evaluate(async () => {
    await harness.load();
    return (await harness.clerk.apiKeys.getAll()).total_count;
  });
  expect(count).toBe(0);
});

test('a key’s own reload brings it up to date where it is', async ({
  page,
  session,
  standIn,
  watch,
}) => {
  await openHarness(page);
  const id = await page.evaluate(async () => {
    const key = await harness.attach().create({ name: 'Nightly backup' });
    Object.assign(globalThis, { key, secret: key.secret });
    return key.id;
  });
  await session.revoke(id, 'It was in a log.');
  await standIn.journal.clear();

  const seen = await page.evaluate(async () => {
    const { key, secret } = globalThis as unknown as { key: CreatedKey; secret: string };
    const reloaded = await key.reload({ rotatingTokenNonce: 'a nonce' });
    const { revoked, revocationReason } = key;
    return { same: reloaded === key, revoked, revocationReason, kept: key.secret === secret };
  });
  expect(seen).toEqual({
    same: true,
    revoked: true,
    revocationReason: 'It was in a log.',
    kept: true,
  });
  watch.intend(`404 /__clerk/v1/api_keys/${id}`);

  const [first, second, ...more] = await standIn.journal.read();
  expect(first?.path).toBe(`/__clerk/v1/api_keys/${id}`);
  expect(first?.query).toContainEqual(['rotating_token_nonce', 'a nonce']);
  expect(second?.path).toBe('/__clerk/api_keys');
  expect(second?.query).toContainEqual(['query', 'Nightly backup']);
  expect(more).toEqual([]);
});

interface CreatedKey {
  secret: string;
  revoked: boolean;
  revocationReason: string | null;
  reload(params: { rotatingTokenNonce: string }): Promise<unknown>;
}

test('the development browser is named as clerk-js names it', async ({ page, standIn }) => {
  const named: (string | null)[] = [];
  page.on('request', (request) => {
    const { pathname, searchParams } = new URL(request.url());
    if (pathname.endsWith('/api_keys')) named.push(searchParams.get('__clerk_db_jwt'));
  });
  await openHarness(page, 'development');
  await page.evaluate(async () => {
    await harness.original.getAll();
    await harness.clerk.apiKeys.getAll();
  });

  const cookies = await page.context().cookies();
  const browser = cookies.find(({ name }) => name === '__clerk_db_jwt')?.value;
  expect(browser).toBeTruthy();
  expect(named).toEqual([browser, browser]);
  const [original, ours] = await standIn.journal.read();
  expect(ours?.query).toEqual(original?.query);
  expect(ours?.query).toContainEqual(['__clerk_db_jwt', '[present]']);
});
