// Runs the bundle in the edge runtime, which compiles no bytes, and prints the outcome. With the argument `module`, it has the
// compiled module.

import { readFile } from 'node:fs/promises';
import { EdgeRuntime } from 'edge-runtime';

const [, , withModule] = process.argv;
const file = await readFile('node_modules/apikeys-wasm/apikeys_wasm_bg.wasm');
const given = {
  frontendApi: process.env.FRONTEND_API,
  sessionToken: process.env.SESSION_TOKEN,
  module: withModule && new WebAssembly.Module(file),
};

const runtime = new EdgeRuntime({
  codeGeneration: { strings: false, wasm: false },
  extend: (context) => Object.assign(context, { given }),
  initialCode: await readFile('dist/calls.js', 'utf8'),
});
console.log(JSON.stringify(await runtime.context.outcome));
