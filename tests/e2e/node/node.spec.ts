import { cp, rm } from 'node:fs/promises';
import manifest from 'apikeys-wasm/package.json' with { type: 'json' };
import { expect, serverTest as test } from '../fixtures.ts';
import { pkg } from '../places.ts';
import { run } from './run.ts';

test('an import does nothing', async () => {
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

test('a server renders a list as loading, and asks for nothing', async () => {
  expect(await run('render.js')).toEqual({ html: '<p>Loading</p>', fetched: 0 });
});

test('where the WebAssembly was missing, a later call finds it', async ({
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
