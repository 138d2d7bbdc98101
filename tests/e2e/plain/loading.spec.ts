import type { JSHandle } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import { pkg } from '../places.ts';
import { count, openPlain, wasm } from './open.ts';

test.use({ site: 'plain' });

const file = `${pkg}/apikeys_wasm_bg.wasm`;

test('the first calls load the WebAssembly once, the import does not', async ({
  page,
  session,
}) => {
  const fetched: string[] = [];
  page.on('request', (request) => {
    fetched.push(new URL(request.url()).pathname);
  });
  await openPlain(page);
  await page.waitForLoadState('load');
  expect(fetched).toContain('/apikeys-wasm/index.js');
  const beyondModules = fetched.filter((path) => path !== '/' && !path.endsWith('.js'));
  expect(beyondModules).toEqual([]);

  expect(await Promise.all([count(page, session.token), count(page, session.token)])).toEqual([
    0, 0,
  ]);
  expect(await count(page, session.token)).toBe(0);
  expect(fetched.filter((path) => path.endsWith('.wasm'))).toEqual([
    '/apikeys-wasm/apikeys_wasm_bg.wasm',
  ]);
});

test('a server that gives the file another type is good enough', async ({ page, session }) => {
  await page.route(wasm, (route) => route.fulfill({ path: file, contentType: 'text/plain' }));
  await openPlain(page);
  expect(await count(page, session.token)).toBe(0);
});

const failures = {
  'is missing': { answer: { status: 404 }, said: ['404 /apikeys-wasm/apikeys_wasm_bg.wasm'] },
  'is a page instead': { answer: { contentType: 'text/html', body: '<p>' }, said: [] },
  'is damaged': { answer: { contentType: 'application/wasm', body: '\0asm' }, said: [] },
};

for (const [what, { answer, said }] of Object.entries(failures)) {
  test(`where the file ${what}, a later call tries again`, async ({ page, session, watch }) => {
    await page.route(wasm, (route) => route.fulfill(answer));
    await openPlain(page);
    expect(await count(page, session.token)).toMatchObject({ code: 'wasm_load_failed' });
    for (const complaint of said) watch.intend(complaint);

    await page.unroute(wasm);
    expect(await count(page, session.token)).toBe(0);
  });
}

type Source = Parameters<typeof apikeys.load>[0];

const sources: Record<string, (path: string) => Source | Promise<Source>> = {
  'an address': (path) => path,
  'a URL': (path) => new URL(path, location.href),
  'a response': (path) => fetch(path),
  bytes: async (path) => (await fetch(path)).arrayBuffer(),
  'a module': (path) => WebAssembly.compileStreaming(fetch(path)),
};

for (const [what, source] of Object.entries(sources)) {
  test(`load() takes ${what}, and nothing after it`, async ({ page, session }) => {
    await page.route('/elsewhere.wasm', (route) => route.fulfill({ path: file }));
    await page.route(wasm, (route) => route.abort());
    await openPlain(page);
    const handle = await page.evaluateHandle(source, '/elsewhere.wasm');
    await page.evaluate((source) => apikeys.load(source), handle as JSHandle<Source>);

    await page.evaluate(() => apikeys.load('/nowhere.wasm'));
    expect(await count(page, session.token)).toBe(0);
  });
}
