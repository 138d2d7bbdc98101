import { afterEach, expect, jest, test } from '@jest/globals';
import { APIKeys } from 'apikeys-wasm';
import { frontendApi, keyOf, sessionToken } from './server.js';

const keys = new APIKeys({ frontendApi, getToken: () => sessionToken() });

const { fetch: original } = globalThis;

afterEach(() => {
  globalThis.fetch = original;
});

test('keys are listed', async () => {
  const fetch = jest.fn(async () => Response.json({ data: [keyOf()], total_count: 1 }));
  globalThis.fetch = fetch;

  const { data } = await keys.getAll({ query: 'dep' });
  expect(data).toHaveLength(1);
  const [url, { method, headers }] = fetch.mock.calls[0];
  expect(method).toBe('GET');
  expect(new URL(url).searchParams.get('query')).toBe('dep');
  expect(new Headers(headers).get('Authorization')).toMatch(/^Bearer /);
});

test('a plain object is an answer, too', async () => {
  const answer = { status: 200, headers: new Map(), json: async () => keyOf({ revoked: true }) };
  globalThis.fetch = async () => answer;
  expect(await keys.revoke({ apiKeyID: 'ak_1' })).toMatchObject({ revoked: true });
});
