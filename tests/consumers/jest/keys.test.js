import { expect, test } from '@jest/globals';
import { APIKeys } from 'apikeys-wasm';

const frontendApi = process.env.FRONTEND_API;
const options = { frontendApi, getToken };

/** What `clerk.session.getToken()` does in an app. */
async function getToken() {
  const response = await fetch(`${frontendApi}/v1/client`);
  const { response: client } = await response.json();
  return client.sessions[0].last_active_token.jwt;
}

test('the test environment has a document', () => {
  document.body.innerHTML = '<ul id="keys"></ul>';
  expect(document.querySelector('#keys')).toBeInstanceOf(HTMLUListElement);
});

test('keys are listed and created', async () => {
  const keys = new APIKeys(options);
  const { data } = await keys.getAll();
  expect(data.map((key) => key.name)).toEqual(['Nightly backup']);
  const created = await keys.create({ name: 'Made here' });
  expect(created.secret).toMatch(/^ak_/);
});

test('an abort rejects the call', async () => {
  const controller = new AbortController();
  const keys = new APIKeys({ ...options, getToken: () => new Promise(() => {}) });
  const list = keys.getAll({}, { signal: controller.signal });
  controller.abort();
  await expect(list).rejects.toThrow('abort');
});
