import { APIKeys } from 'apikeys-wasm';

const keys = new APIKeys({ frontendApi: `${location.origin}/__clerk`, getToken });

addEventListener('message', async () => {
  try {
    const { data } = await keys.getAll();
    const created = await keys.create({ name: 'Made here' });
    postMessage({
      names: data.map((key) => key.name),
      created: `${created.name}: ${created.secret}`,
    });
  } catch (error) {
    postMessage({ error: `${error.code}: ${error.message}` });
  }
});

/** What `clerk.session.getToken()` does in an app. */
async function getToken() {
  const response = await fetch('/__clerk/v1/client');
  const { response: client } = await response.json();
  return client.sessions[0].last_active_token.jwt;
}
