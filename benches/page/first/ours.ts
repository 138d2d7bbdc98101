import { APIKeys } from 'apikeys-wasm';

const claims = btoa(JSON.stringify({ sub: 'user_2adaLovelace000000000000001' }));

/** Gets the first list. */
export function begin() {
  const frontendApi = `${location.origin}/__clerk`;
  const keys = new APIKeys({ frontendApi, getToken: () => `e30.${claims}.c2ln` });
  return keys.getAll();
}
