// What the page brings, taken so that nothing of it can throw into WebAssembly: an exception there
// would leave the promise of the call pending for ever.

/** Whether it is an object and no array. Throws at a revoked proxy. */
export function isObject(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The items of an array, where all of them are strings. Throws where a getter does. */
export function texts(value) {
  return Array.isArray(value) ? onlyTexts([...value]) : undefined;
}

const onlyTexts = values => (values.every(value => typeof value === 'string') ? values : undefined);

/** JSON in UTF-8 in base64url. Throws where it is not. */
export function decode(text) {
  const bytes = atob(text.replace(/-/g, '+').replace(/_/g, '/'));
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  return JSON.parse(decoder.decode(Uint8Array.from(bytes, byte => byte.charCodeAt(0))));
}

/** Whether a text has another one in it, in whatever case. */
export function hasText(text, part) {
  return text.toLowerCase().includes(part.toLowerCase());
}

/** Names and values of the object that a function of the page gives; `undefined` where it gives anything else. May throw. */
export function entries(callback, receiver) {
  const given = callback.call(receiver);
  // The entries of a promise would be none, and the query would lack them without a word.
  if (!isObject(given) || given instanceof Promise) return undefined;
  return onlyTexts(Object.entries(given).flat());
}

/** The wait for what the page's `getToken` gives. A throw, a promise and a bare value are all the same. */
export function token(getToken, receiver, skipCache, on) {
  return settled(async () => getToken.call(receiver, skipCache ? { skipCache } : undefined), on);
}

/** The wait until the page has taken a new key. */
export function handOver(onSecret, receiver, key, on) {
  return settled(async () => onSecret.call(receiver, key), on);
}

/**
 * Sends a request by whatever `fetch` is at this moment, and reads the answer to its end: its status, the
 * milliseconds of its Date header, its Retry-After header, and its body, each `undefined` where there is none.
 */
async function arrived(url, headers, method, body, signal) {
  // From a stack of its own: developer tools note the whole stack of a request, and that of WebAssembly is deep.
  await undefined;
  const response = await fetch(url, {
    method,
    headers,
    body,
    credentials: 'same-origin',
    redirect: 'manual',
    cache: 'no-store',
    signal: heeded(signal),
  });
  const status = statusOf(response);
  // A page's own `fetch` may answer with anything.
  if (status === undefined) throw response;
  const given = own(response, 'headers');
  return [status, httpDate(given.get('Date')), status < 400 ? undefined : given.get('Retry-After'), await json(response)];
}

/** The class of signals that was tried last, and whether `fetch` takes them. */
let tried;
let taken;

/**
 * The signal, where `fetch` takes it. jsdom lays an AbortController of its own over Node's, and Node's `fetch` refuses
 * its signals: there a request can be left, but not ended.
 */
function heeded(signal) {
  if (tried !== signal.constructor) {
    tried = signal.constructor;
    try {
      taken = Boolean(new Request('data:,', { signal }));
    } catch {
      taken = false;
    }
  }
  return taken ? signal : undefined;
}

/** What the browser says of a response, also of a frame's, whatever the page has laid over it. */
const own = (response, name) => Reflect.get(Response.prototype, name, response);

function statusOf(response) {
  try {
    return own(response, 'status');
  } catch {
    return undefined;
  }
}

// `Date.parse` makes something of almost any text.
const httpDate = text => (text?.endsWith(' GMT') ? Date.parse(text) : undefined);

/** The body as the browser's own parser makes it, whatever the page has laid over `json`. */
async function json(response) {
  try {
    return await Response.prototype.json.call(response);
  } catch (error) {
    // The body came whole and is not JSON; any other error says that it did not come whole.
    if (error.name !== 'SyntaxError') throw error;
  }
}

/** What a Clerk object says of itself now: its proxy, its Frontend API's host, its version, the session's ID. May throw. */
export function facts(clerk) {
  return [clerk.proxyUrl, clerk.frontendApi, clerk.version, clerk.session?.id].map(text => (typeof text === 'string' ? text : ''));
}

/** The ID of the active organization, else of the user. May throw. */
export function subject(clerk) {
  return [clerk.organization?.id, clerk.user?.id].find(id => id && typeof id === 'string');
}

/** The same for the session's token; nothing where there is no session. */
export function sessionToken(clerk, skipCache, on) {
  return settled(async () => clerk.session?.getToken(skipCache ? { skipCache } : undefined), on);
}

/** `document.cookie`, where there is a document. Throws where it may not be asked for it. */
export function cookies() {
  return globalThis.document?.cookie ?? '';
}

/** No headers yet. */
export function noHeaders() {
  const headers = new Headers();
  // gloo-net takes for granted that it can be written.
  headers.set('Accept', '');
  headers.delete('Accept');
  return headers;
}

/** What the module waits for. At its end it calls `on` with the place of whoever asked last whether it has come. */
const newWait = on => ({ on, place: 0, hasEnded: false, failed: false, value: undefined, off() {} });

function end(wait, failed, value) {
  wait.hasEnded = true;
  wait.failed = failed;
  wait.value = value;
  wait.on(wait.place);
}

export function hasEnded(wait, place) {
  wait.place = place;
  return wait.hasEnded;
}

export function endOf({ failed, value }) {
  if (failed) throw value;
  return value;
}

/** May throw. What ends all the same wakes whoever has the place by then, who finds nothing new. */
export const callOff = wait => wait.off();

/** The wait for what an asynchronous function gives. May throw. */
function settled(begin, on) {
  const wait = newWait(on);
  begin().then(
    value => end(wait, false, value),
    error => end(wait, true, error),
  );
  return wait;
}

/** The wait for an answer. Once it has come whole, there is nothing to call off. */
export function exchange(url, headers, method, body, on) {
  const controller = new AbortController();
  const wait = settled(() => arrived(url, headers, method, body, controller.signal), on);
  wait.off = () => {
    if (!wait.hasEnded || wait.failed) controller.abort();
  };
  return wait;
}

/** The wait for a time to pass. May throw. */
export function timer(milliseconds, on) {
  const wait = newWait(on);
  const timer = setTimeout(() => end(wait, false), milliseconds);
  wait.off = () => clearTimeout(timer);
  return wait;
}

/**
 * The wait for the reason that a signal is aborted for, which it fails with. Without a signal it has no end, and none
 * with one that cannot be heeded.
 */
export function heed(signal, on) {
  const wait = newWait(on);
  const heard = () => end(wait, true, signal.reason);
  wait.off = () => signal?.removeEventListener('abort', heard);
  try {
    if (signal?.aborted) heard();
    signal?.addEventListener('abort', heard);
  } catch {}
  return wait;
}

/** `location.origin`, where there is one. */
export function origin() {
  return globalThis.location?.origin;
}

/** The day of a moment, as `2026-11-22`, in UTC. Throws where there is none. */
export const day = moment => new Date(moment).toISOString().slice(0, 10);

/** Whether the browser says that it is offline. */
export function offline() {
  return globalThis.navigator?.onLine === false;
}

/** A promise. `on` is called with the place and with what settles it, once whoever asked has it. */
export const promised = (on, place) =>
  new Promise((resolve, reject) => {
    const settle = (rejected, value) => (rejected ? reject : resolve)(value);
    Promise.resolve().then(() => on(place, settle));
  });
