// Loads the WebAssembly in spite of other attempts that fail or stall, and prints how they end.

import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { APIKeys, load } from 'apikeys-wasm';
import { outcomes } from './outcome.js';

const [pkg, scenario] = process.argv.slice(2);
const file = `${pkg}/apikeys_wasm_bg.wasm`;
const missing = () => new Response('', { status: 404 });
const stalled = () => new Response(new ReadableStream());
const { now } = Date;

/** @type {Record<string, () => Record<string, Promise<unknown>>>} */
const scenarios = {
  'a source beside one that fails': () => ({
    failing: load(missing()),
    given: load(readFileSync(file)),
  }),
  'a source beside one that stalls': () => {
    load(stalled());
    return { given: load(readFileSync(file)) };
  },
  'two sources at once': () => ({
    one: load(readFileSync(file)),
    other: load(readFileSync(file)),
  }),
  'a call after one that stalls for minutes': () => {
    load(stalled());
    Date.now = () => now() + 61_000;
    return { later: load() };
  },
  'an address as text': () => ({ given: load(pathToFileURL(file).href) }),
};

const ends = await outcomes(scenarios[String(scenario)]?.() ?? {});
const keys = new APIKeys({ frontendApi: 'https://clerk.example.com', getToken: () => null });
const call = await outcomes({ call: keys.getAll({}, { timeoutMs: 1000 }) });
console.log(JSON.stringify({ ...ends, ...call }));
