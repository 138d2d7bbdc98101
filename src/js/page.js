// What the page brings, taken so that nothing of it can throw into WebAssembly: an exception there
// would leave the promise of the call pending for ever.

/** Whether it is an object and no array. Throws at a revoked proxy. */
export function isObject(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Names and values of the object that a function of the page gives; `undefined` where it gives anything else. May throw. */
export function entries(callback, receiver) {
  const given = callback.call(receiver);
  // The entries of a promise would be none, and the query would lack them without a word.
  if (!isObject(given) || given instanceof Promise) return undefined;
  const texts = Object.entries(given).flat();
  return texts.every(text => typeof text === 'string') ? texts : undefined;
}

/** Asks the page's `getToken`. A throw, a promise and a bare value all become a promise. */
export async function token(getToken, receiver, skipCache) {
  return getToken.call(receiver, skipCache ? { skipCache } : undefined);
}

/** Calls whatever `fetch` is at this moment, in the same way. */
export async function send(url, init) {
  return fetch(url, init);
}

/** The header of a response, any member of which the page may have laid over. */
export function retryAfter(response) {
  return response.headers.get('Retry-After');
}

/** The body as the browser's own parser makes it, whatever the page has laid over `json`. */
export async function json(response) {
  return Response.prototype.json.call(response);
}

/** `location.origin`, where there is one. */
export function origin() {
  return globalThis.location?.origin;
}

/** Whether the browser says that it is offline. */
export function offline() {
  return globalThis.navigator?.onLine === false;
}
