import { expect, test } from '../fixtures.ts';
import { ada } from '../standin/people.ts';
import { openHarness } from './open.ts';

test.use({ site: 'harness' });

test('clerk.apiKeys is always the same object, until another attach', async ({ page }) => {
  await openHarness(page);
  const result = await page.evaluate(() => {
    const { clerk, original, attach } = harness;
    const first = clerk.apiKeys;
    const same = clerk.apiKeys === first && first !== original;
    const { get, configurable } = Object.getOwnPropertyDescriptor(clerk, 'apiKeys') ?? {};
    const second = attach();
    return { same, get, configurable, isReplaced: clerk.apiKeys === second && second !== first };
  });
  expect(result).toEqual({ same: true, get: undefined, configurable: true, isReplaced: true });
});

test('clerk.apiKeys exposes no internal state', async ({ page, session }) => {
  await session.create({ name: 'Nightly backup', subject: ada.id });
  await openHarness(page);
  const result = await page.evaluate(async () => {
    const { apiKeys } = harness.clerk;
    const json = () => JSON.stringify(apiKeys, null, 2);
    const before = json();
    await apiKeys.getAll();
    return { before, after: json(), own: Reflect.ownKeys(apiKeys), spread: { ...apiKeys } };
  });
  expect(result).toEqual({ before: '{}', after: '{}', own: [], spread: {} });
});

test('a key has exactly the documented members', async ({ page, session }) => {
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

test('attached before Clerk has loaded, calls work once there is a session', async ({
  page,
  standIn,
}) => {
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

test('key.reload() updates the key in place', async ({ page, session, standIn }) => {
  await openHarness(page);
  const id = await page.evaluate(async () => {
    const key = await harness.attach().create({ name: 'Nightly backup' });
    Object.assign(globalThis, { key, secret: key.secret });
    return key.id;
  });
  await session.revoke(id, 'It was in a log.');
  await standIn.journal.clear();

  const result = await page.evaluate(async () => {
    const { key, secret } = globalThis as unknown as { key: CreatedKey; secret: string };
    const reloaded = await key.reload({ rotatingTokenNonce: 'a nonce' });
    const { revoked, revocationReason } = key;
    return {
      same: reloaded === key,
      revoked,
      revocationReason,
      keepsSecret: key.secret === secret,
    };
  });
  expect(result).toEqual({
    same: true,
    revoked: true,
    revocationReason: 'It was in a log.',
    keepsSecret: true,
  });

  const [list, ...more] = await standIn.journal.read();
  expect(list?.path).toBe('/__clerk/api_keys');
  expect(list?.query).toContainEqual(['query', 'Nightly backup']);
  expect(list?.query).toContainEqual(['rotating_token_nonce', 'a nonce']);
  expect(more).toEqual([]);
});

interface CreatedKey {
  secret: string;
  revoked: boolean;
  revocationReason: string | null;
  reload(params: { rotatingTokenNonce: string }): Promise<unknown>;
}

test('requests identify the development browser like clerk-js', async ({ page, standIn }) => {
  const tokens: (string | null)[] = [];
  page.on('request', (request) => {
    const { pathname, searchParams } = new URL(request.url());
    if (pathname.endsWith('/api_keys')) tokens.push(searchParams.get('__clerk_db_jwt'));
  });
  await openHarness(page, 'development');
  await page.evaluate(async () => {
    await harness.original.getAll();
    await harness.clerk.apiKeys.getAll();
  });

  const cookies = await page.context().cookies();
  const token = cookies.find(({ name }) => name === '__clerk_db_jwt')?.value;
  expect(token).toBeTruthy();
  expect(tokens).toEqual([token, token]);
  const [original, ours] = await standIn.journal.read();
  expect(ours?.query).toEqual(original?.query);
  expect(ours?.query).toContainEqual(['__clerk_db_jwt', '[present]']);
});
