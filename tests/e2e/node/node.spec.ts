import { cp, rm } from 'node:fs/promises';
import manifest from 'apikeys-wasm/package.json' with { type: 'json' };
import { expect, serverTest as test } from '../fixtures.ts';
import { pkg } from '../paths.ts';
import { run } from './run.ts';

test('an import has no side effects', async () => {
  expect(await run('import.js')).toEqual({
    names: [
      'APIKeys',
      'APIKeysError',
      'APIKeysResponseError',
      'CreateOutcomeUnknownError',
      'ProjectAPIKeys',
      'version',
    ],
    version: manifest.version,
    imported: [],
    loaded: expect.arrayContaining(['getBuiltinModule', 'instantiate']),
  });
});

test('server rendering shows a loading list and sends no request', async () => {
  expect(await run('render.js')).toEqual({ html: '<p>Loading</p>', fetched: 0 });
});

test('server rendering shows the manager as it loads, and sends no request', async () => {
  const { html, fetched } = (await run('render-manager.js')) as { html: string; fetched: number };
  expect(fetched).toBe(0);
  expect(html).toContain('Loading keys…');
  expect(html).toContain('of Ada');
  expect(html).toContain('apikeys-skeleton');
  expect(html).not.toContain('style=');
});

test('a call after a failed load loads the WebAssembly again', async ({
  standIn,
  session,
}, testInfo) => {
  const copy = testInfo.outputPath('package');
  await cp(pkg, copy, { recursive: true });
  await rm(`${copy}/apikeys_wasm_bg.wasm`);
  expect(await run('reload.js', copy, pkg, standIn.origin, session.token)).toEqual({
    isError: true,
    code: 'wasm_load_failed',
    cause: 'ENOENT',
    total_count: 0,
  });
});

test('calls work over any implementation of fetch', async ({ standIn, session }) => {
  const works = [true, 'token_creation_conflict', 1, true];
  expect(await run('fetches.js', standIn.origin, session.token)).toEqual({
    node: works,
    undici: works,
    'node-fetch': works,
    'happy-dom': works,
    'a mock with json() alone': works,
    'a mock with text() alone': works,
  });
});
