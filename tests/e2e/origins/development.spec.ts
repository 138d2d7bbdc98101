import { expect, test } from '../fixtures.ts';
import { ada, grace, password } from '../standin/people.ts';
import { openAcrossOrigins } from './open.ts';
import { Requests } from './requests.ts';

// A development instance: the page is on http, the Frontend API on another site over https.
test.use({ site: 'harness', https: true, ignoreHTTPSErrors: true });

test('keys are created, listed, reloaded, updated, revoked and rotated', async ({
  page,
  standIn,
}) => {
  const requests = new Requests(page);
  await openAcrossOrigins(page, standIn, standIn.origin, 'development-elsewhere');
  const result = await page.evaluate(async () => {
    const apiKeys = harness.attach();
    const one = await apiKeys.create({ name: 'Nightly backup', secondsUntilExpiration: 3600 });
    const two = await apiKeys.create({ name: 'Weekly backup' });
    const names = (await apiKeys.getAll()).data.map(({ name }) => name);
    const updated = await apiKeys.update({ apiKeyID: two.id, description: 'To the vault' });
    await apiKeys.revoke({ apiKeyID: two.id, revocationReason: 'leaked' });
    await two.reload();
    const rotated = await apiKeys.rotate({ apiKeyID: one.id, onSecret() {} });
    await one.reload();
    return [
      names,
      updated.description,
      [two.revoked, two.revocationReason],
      [typeof rotated.secret, rotated.revoked, one.revoked],
    ];
  });
  expect(result).toEqual([
    ['Weekly backup', 'Nightly backup'],
    'To the vault',
    [true, 'leaked'],
    ['string', false, true],
  ]);
  await requests.check(standIn, standIn.origin);
  // Below /v1/ the development browser identifies itself in the query.
  const belowV1 = (await requests.all()).filter(({ path }) => path.includes('/v1/client'));
  expect(belowV1.length).toBeGreaterThan(0);
  expect(belowV1.filter(({ hasDevBrowser }) => !hasDevBrowser)).toEqual([]);
});

test('another user signs in', async ({ page, session, standIn }) => {
  await session.create({ name: 'Of Ada', subject: ada.id });
  const requests = new Requests(page);
  await openAcrossOrigins(page, standIn, standIn.origin, 'development-elsewhere');
  const user = { identifier: grace.email, password };
  const keys = await page.evaluate(async (user) => {
    const { clerk } = harness;
    const apiKeys = harness.attach();
    const ofAda = await apiKeys.getAll();
    const signIn = await clerk.client?.signIn.create({ strategy: 'password', ...user });
    await clerk.setActive({ session: signIn?.createdSessionId ?? null });
    const created = await apiKeys.create({ name: 'Of Grace' });
    const ofGrace = await apiKeys.getAll();
    const names = [ofAda, ofGrace].map(({ data }) => data.map(({ name }) => name));
    return { names, subject: created.subject };
  }, user);
  expect(keys).toEqual({ names: [['Of Ada'], ['Of Grace']], subject: grace.id });
  await requests.check(standIn, standIn.origin);
});

test('recreate() knows the server’s time from a fresh token', async ({
  page,
  session,
  standIn,
  monitor,
}) => {
  const requests = new Requests(page);
  await openAcrossOrigins(page, standIn, standIn.origin, 'development-elsewhere');
  const date = await page.evaluate(async (frontendApi) => {
    const { headers } = await fetch(`https://${frontendApi}/openapi.json`);
    return headers.get('Date');
  }, standIn.frontendApi);
  expect(date).toBeNull();

  // The server creates the key, but the response never arrives.
  await page.route(
    (url) => url.pathname.endsWith('/api_keys'),
    async (route) => {
      if (route.request().method() !== 'POST') return route.fallback();
      await session.create({ name: 'Nightly backup', subject: ada.id });
      await route.abort('connectionreset');
      await page.unrouteAll();
    },
  );
  const lost = await page.evaluateHandle(async () => {
    const apiKeys = harness.attach();
    return apiKeys.create({ name: 'Nightly backup' }).catch((error) => error);
  });
  monitor.expectError('Failed to load resource: net::ERR_CONNECTION_RESET');
  const isToken = ({ path }: { path: string }) => path.endsWith('/tokens');
  const before = (await requests.all()).filter(isToken).length;
  const result = await lost.evaluate(async (error) => {
    const key = await error.recreate();
    const { data } = await harness.clerk.apiKeys.getAll({ includeInvalid: true } as never);
    const keys = data.map(({ name, revoked }) => [name, revoked]);
    return { code: error.code, secret: typeof key.secret, keys };
  });
  monitor.expectError('409 /api_keys');
  expect(result).toEqual({
    code: 'create_outcome_unknown',
    secret: 'string',
    keys: [
      ['Nightly backup (2)', false],
      ['Nightly backup', true],
    ],
  });
  expect((await requests.all()).filter(isToken).length).toBeGreaterThan(before);
});

test('after a 401 the request is sent again with a fresh token', async ({
  page,
  session,
  standIn,
  monitor,
}) => {
  await session.create({ name: 'Nightly backup', subject: ada.id });
  const requests = new Requests(page);
  await openAcrossOrigins(page, standIn, standIn.origin, 'development-elsewhere');
  // A token names the second of its issue.
  await page.waitForTimeout(1100);
  const { names, tokens } = await page.evaluate(async () => {
    const { fetch } = globalThis;
    const tokens: string[] = [];
    // The server refuses an expired token.
    globalThis.fetch = (input, init) => {
      const request = new Request(input, init);
      if (!request.url.includes('/api_keys')) return fetch(request);
      const token = request.headers.get('Authorization') ?? '';
      tokens.push(token);
      if (tokens.length > 1) return fetch(request);
      const headers = new Headers(request.headers);
      const [head, , signature] = token.split('.');
      headers.set('Authorization', `${head}.${btoa('{}')}.${signature}`);
      return fetch(new Request(request, { headers }));
    };
    const { data } = await harness.attach().getAll();
    return { names: data.map(({ name }) => name), tokens };
  });
  monitor.expectError('401 /api_keys');
  expect(names).toEqual(['Nightly backup']);
  expect(tokens).toHaveLength(2);
  expect(tokens[1]).not.toBe(tokens[0]);
  await requests.check(standIn, standIn.origin);
});
