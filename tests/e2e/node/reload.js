// Uses a copy of the package whose WebAssembly file is missing at first.

import { copyFile } from 'node:fs/promises';

const [copy, original, origin, token = ''] = process.argv.slice(2);
/** @type {typeof import('apikeys-wasm')} */
const { APIKeys, APIKeysError } = await import(`file://${copy}/index.js`);
const keys = new APIKeys({ frontendApi: `${origin}/__clerk`, getToken: () => token });

const failed = await keys.getAll().catch((error) => error);
await copyFile(`${original}/apikeys_wasm_bg.wasm`, `${copy}/apikeys_wasm_bg.wasm`);
const { total_count } = await keys.getAll();

console.log(
  JSON.stringify({
    isError: failed instanceof APIKeysError,
    code: failed.code,
    cause: failed.cause.code,
    total_count,
  }),
);
