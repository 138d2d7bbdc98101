import { APIKeys } from 'apikeys-wasm';

/** Lists the keys of the signed-in user, creates one, and returns what to show. */
export async function listAndCreate(name) {
  try {
    const { frontendApi } = await chrome.storage.local.get('frontendApi');
    const keys = new APIKeys({ frontendApi, getToken: () => getToken(frontendApi) });
    const { data } = await keys.getAll();
    const created = await keys.create({ name });
    return {
      names: data.map((key) => key.name),
      created: `${created.name}: ${created.secret}`,
    };
  } catch (error) {
    return { names: [], error: `${error.code}: ${error.message}` };
  }
}

/** What `clerk.session.getToken()` does in an app. */
async function getToken(frontendApi) {
  const response = await fetch(`${frontendApi}/v1/client`);
  const { response: client } = await response.json();
  return client.sessions[0].last_active_token.jwt;
}
