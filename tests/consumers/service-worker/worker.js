import { APIKeys } from './node_modules/apikeys-wasm/index.js';

const keys = new APIKeys({ frontendApi: `${location.origin}/__clerk`, getToken });

addEventListener('message', (event) => event.waitUntil(answer(event.source)));

async function answer(page) {
  try {
    const { data } = await keys.getAll();
    const created = await keys.create({ name: 'Made here' });
    page.postMessage({
      names: data.map((key) => key.name),
      created: `${created.name}: ${created.secret}`,
    });
  } catch (error) {
    page.postMessage({ error: `${error.code}: ${error.message}` });
  }
}

/** What `clerk.session.getToken()` does in an app. */
async function getToken() {
  const answer = await fetch('/__clerk/v1/client');
  const { response } = await answer.json();
  return response.sessions[0].last_active_token.jwt;
}
