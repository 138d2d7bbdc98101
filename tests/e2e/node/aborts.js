// Aborts iterations in the middle of a list page, and prints which key was the last, and how they end.

import { APIKeys, ProjectAPIKeys } from 'apikeys-wasm';
import { wireKey } from './wire-key.js';

const now = new Date().toISOString();
const ofClerk = (/** @type {number} */ number) => ({ ...wireKey, id: `ak_${number}` });
const ofProject = (/** @type {number} */ number) => ({
  key_id: `k_${number}`,
  project_id: 'p_1',
  tenant_id: 't_1',
  name: 'deploy',
  key_prefix: 'pk',
  created_by: 'user_1',
  is_active: true,
  is_admin_managed: false,
  created_at: now,
  scopes: ['*'],
});
const numbers = [...Array(250).keys()];

globalThis.fetch = async (input) => {
  const { pathname, searchParams } = new URL(String(input));
  if (pathname.startsWith('/projects/')) return Response.json(numbers.map(ofProject));
  const [offset, limit] = ['offset', 'limit'].map((name) => Number(searchParams.get(name)));
  const data = numbers.slice(offset, Number(offset) + Number(limit)).map(ofClerk);
  return Response.json({ data, total_count: numbers.length });
};

const payload = Buffer.from(JSON.stringify({ sub: 'user_1' })).toString('base64url');
const getToken = () => `e30.${payload}.c2ln`;
const objects = {
  clerk: new APIKeys({ frontendApi: 'https://clerk.example.com', getToken }),
  project: new ProjectAPIKeys({ baseUrl: 'https://api.example.com', projectId: 'p_1', getToken }),
};

/** @param {APIKeys | ProjectAPIKeys} keys @param {number} last */
async function abortedAt(keys, last) {
  const controller = new AbortController();
  let seen = 0;
  try {
    for await (const _ of keys.iterate({}, { signal: controller.signal })) {
      if (++seen === last) controller.abort('stopped');
    }
  } catch (reason) {
    return [seen, reason];
  }
  return [seen, 'resolved'];
}

/** @type {unknown[]} */
const ends = [];
for (const keys of Object.values(objects)) {
  for (const last of [3, 103, 203, 250]) ends.push(await abortedAt(keys, last));
}
console.log(JSON.stringify(ends));
