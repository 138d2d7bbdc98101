// Runs in the edge runtime. The script outside gives it the WebAssembly, as a host does that compiles no bytes.

import { APIKeys, load } from 'apikeys-wasm';

const { frontendApi, sessionToken, module } = globalThis.given;

globalThis.outcome = listAndCreate().catch(({ code, message }) => ({ code, message }));

async function listAndCreate() {
  if (module) await load(module);
  const keys = new APIKeys({ frontendApi, getToken: () => sessionToken });
  const { data } = await keys.getAll();
  const created = await keys.create({ name: 'Made here' });
  return { names: data.map((key) => key.name), created: created.secret };
}
