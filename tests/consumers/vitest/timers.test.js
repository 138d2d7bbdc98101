import { APIKeys, load } from 'apikeys-wasm';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { frontendApi, keyOf, sessionToken } from './server.js';

const keys = new APIKeys({ frontendApi, getToken: () => sessionToken() });

beforeEach(async () => {
  await load();
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('a list is asked for again', async () => {
  const answers = [
    () => new Response('', { status: 503 }),
    () => Response.json({ data: [keyOf()], total_count: 1 }),
  ];
  vi.stubGlobal('fetch', async () => answers.shift()?.());

  const list = keys.getAll();
  await vi.advanceTimersByTimeAsync(500);
  expect((await list).data).toHaveLength(1);
});

test('a call times out', async () => {
  vi.stubGlobal('fetch', () => new Promise(() => {}));

  const list = keys.getAll({}, { timeoutMs: 10_000 });
  const failed = expect(list).rejects.toMatchObject({ code: 'timeout' });
  await vi.advanceTimersByTimeAsync(60_000);
  await failed;
});
