// What the page brings, taken so that nothing of it can throw into WebAssembly: an exception there
// would leave the promise of the call pending for ever.

/** Whether it is an object and no array. (A revoked proxy is one: reading it throws, and is caught.) */
export function isObject(value) {
  try {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return true;
  }
}

/** Names and values of the object that a function of the page gives. May throw. */
export function entries(callback, receiver) {
  return Object.entries(callback.call(receiver)).flat();
}

/** Calls a function of the page. A throw, a promise and a bare value all become a promise. */
export async function ask(callback, receiver, argument) {
  return callback.call(receiver, argument);
}

/** Calls whatever `fetch` is at this moment, in the same way. */
export async function send(request) {
  return fetch(request);
}

/** `document.cookie`, where there is a document that may be asked for it. */
export function cookies() {
  try {
    return globalThis.document?.cookie ?? '';
  } catch {
    return '';
  }
}

/** `location.origin`, where there is one. */
export function origin() {
  return globalThis.location?.origin;
}

/** Whether the browser says that it is offline. */
export function offline() {
  return globalThis.navigator?.onLine === false;
}
