// Makes calls over implementations of `fetch` whose responses are not Node's own.

import { APIKeys } from 'apikeys-wasm';
import { Window } from 'happy-dom';
import fetchOfNodeFetch from 'node-fetch';
import { fetch as fetchOfUndici } from 'undici';

const [origin, token = ''] = process.argv.slice(2);
const { fetch } = globalThis;

/** @type {Record<string, (...request: any[]) => Promise<unknown>>} */
const implementations = {
  node: fetch,
  undici: fetchOfUndici,
  'node-fetch': fetchOfNodeFetch,
  'happy-dom': (url, init) => new Window({ url: origin }).fetch(url, init),
  'a mock with json() alone': async (...request) => {
    const { ok, status, headers, body } = await answerOf(request);
    return { ok, status, headers, json: async () => JSON.parse(body) };
  },
  'a mock with text() alone': async (...request) => {
    const { ok, status, headers, body } = await answerOf(request);
    return { ok, status, headers, text: async () => body };
  },
};

/** @param {any[]} request */
async function answerOf([url, init]) {
  const response = await fetch(url, init);
  const { ok, status, headers } = response;
  return { ok, status, headers, body: await response.text() };
}

/** @type {Record<string, unknown>} */
const outcomes = {};
for (const [name, implementation] of Object.entries(implementations)) {
  globalThis.fetch = /** @type {typeof fetch} */ (implementation);
  const keys = new APIKeys({
    frontendApi: `${origin}/__clerk`,
    getToken: () => token,
    maxRetries: 0,
  });
  const created = await keys.create({ name });
  const refused = await keys.create({ name }).catch((error) => error);
  const { total_count } = await keys.getAll({ query: name });
  const { revoked } = await keys.revoke({ apiKeyID: created.id });
  const hasSecret = created.secret?.startsWith('ak_');
  outcomes[name] = [hasSecret, refused.errors[0].code, total_count, revoked];
}

console.log(JSON.stringify(outcomes));
