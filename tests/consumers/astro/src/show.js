/** Lists the keys of the signed-in user, creates one, and shows both. */
export async function show(APIKeys) {
  const keys = new APIKeys({ frontendApi: `${location.origin}/__clerk`, getToken });
  try {
    const { data } = await keys.getAll();
    const created = await keys.create({ name: 'Made here' });
    document.querySelector('#keys').replaceChildren(...data.map(item));
    document.querySelector('#created').value = `${created.name}: ${created.secret}`;
  } catch (error) {
    document.querySelector('[role=alert]').textContent = `${error.code}: ${error.message}`;
  }
}

function item(key) {
  const item = document.createElement('li');
  item.textContent = key.name;
  return item;
}

/** What `clerk.session.getToken()` does in an app. */
async function getToken() {
  const response = await fetch('/__clerk/v1/client');
  const { response: client } = await response.json();
  return client.sessions[0].last_active_token.jwt;
}
