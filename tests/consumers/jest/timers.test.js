import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { APIKeys, load } from 'apikeys-wasm';
import { frontendApi, keyOf, sessionToken } from './server.js';

const keys = new APIKeys({ frontendApi, getToken: () => sessionToken() });

const { fetch: original } = globalThis;

beforeEach(async () => {
  await load();
  jest.useFakeTimers({ doNotFake: ['queueMicrotask', 'nextTick'] });
});

afterEach(() => {
  jest.useRealTimers();
  globalThis.fetch = original;
});

test('a list is asked for again', async () => {
  const answers = [
    () => new Response('', { status: 503 }),
    () => Response.json({ data: [keyOf()], total_count: 1 }),
  ];
  globalThis.fetch = async () => answers.shift()?.();

  const list = keys.getAll();
  await jest.advanceTimersByTimeAsync(500);
  expect((await list).data).toHaveLength(1);
});

test('a call times out', async () => {
  globalThis.fetch = () => new Promise(() => {});

  const list = keys.getAll({}, { timeoutMs: 10_000 });
  const failed = expect(list).rejects.toMatchObject({ code: 'timeout' });
  await jest.advanceTimersByTimeAsync(60_000);
  await failed;
});
