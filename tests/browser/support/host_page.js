// A web page for one test: options, a session token, and a `fetch` that follows a script.

/** Part of every token and secret here. No message, no stack and no URL may have it. */
const MARKER = 'neverPrintThis';
const TOKEN = `session.${MARKER}.token`;
/** Where the keys of each class are, and whose. */
const OPTIONS = {
  APIKeys: { frontendApi: 'https://clerk.example.com', getSubject: () => 'user_1' },
  ProjectAPIKeys: { baseUrl: 'https://api.example.com/api/v1', projectId: 'p_1' },
};
/** The timeout of an attempt, or what is left of it. Every other timer is a wait before a retry: 8 or 60 seconds at most. */
const TIMEOUT = 30_000;
const isTimeout = milliseconds => milliseconds <= TIMEOUT && milliseconds > 10_000;

const { fetch, setTimeout, clearTimeout } = globalThis;
const { now } = Date;

/** Undoes what the test before did to the page. */
function restore() {
  Object.assign(globalThis, { fetch, setTimeout, clearTimeout });
  Date.now = now;
  delete navigator.onLine;
  document.cookie = '__clerk_db_jwt=; max-age=0';
}

export class HostPage {
  /** What `getToken` gives, and the arguments that it was called with. */
  token = TOKEN;
  asked = [];
  /** How often `fetch` was called. */
  count = 0;
  /** How long retries would have waited, in milliseconds. */
  waits = [];
  #script = [];
  #always;
  #requests = [];
  #unscripted = 0;
  #timers = new Set();
  #Class;

  /** `keys` of a class of the module. */
  constructor(Class, options) {
    restore();
    globalThis.fetch = (...request) => this.#fetch(new Request(...request));
    globalThis.setTimeout = (callback, milliseconds, ...rest) => {
      const timer = setTimeout(callback, milliseconds, ...rest);
      this.#timers.add(timer);
      return timer;
    };
    globalThis.clearTimeout = timer => {
      clearTimeout(timer);
      this.#timers.delete(timer);
    };
    this.#Class = Class;
    this.keys = new this.#Class({ ...this.options(), ...this.evaluate(options) });
  }

  options() {
    const getToken = async options => {
      this.asked.push(options ?? null);
      return this.token;
    };
    return { ...OPTIONS[this.#Class.name], getToken, maxRetries: 0 };
  }

  /** JavaScript as a user of the package writes it. */
  evaluate(source) {
    return new Function('keys', 'page', this.#Class.name, `return (${source});`)(this.keys, this, this.#Class);
  }

  /** Passes over the waits before retries. */
  skipWaits() {
    globalThis.setTimeout = (callback, milliseconds) => {
      if (isTimeout(milliseconds)) return setTimeout(callback, milliseconds);
      this.waits.push(milliseconds);
      return setTimeout(callback);
    };
  }

  /** Sets the page's clock wrong. */
  skewClock(milliseconds) {
    Date.now = () => now() + milliseconds;
  }

  /** What `navigator.onLine` says from now on. */
  online(value) {
    Object.defineProperty(navigator, 'onLine', { value, configurable: true });
  }

  /** Waits until this is true. */
  async until(condition) {
    while (!condition()) await new Promise(resolve => setTimeout(resolve));
  }

  /** Gives the page the browser's own `fetch` back. */
  unscript() {
    globalThis.fetch = fetch;
  }

  /** A session token with these claims. */
  jwt(claims) {
    const bytes = new TextEncoder().encode(JSON.stringify(claims));
    const payload = btoa(String.fromCharCode(...bytes)).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
    return `e30.${payload}.${MARKER}`;
  }

  /** The next answer: a function that is called as `fetch` is. */
  next(answer) {
    this.#script.push(answer);
  }

  /** The answer to all requests that come after the script's end. They are not kept. */
  always(answer) {
    this.#always = answer;
  }

  answer(status, headers, body) {
    this.next(async () => new Response(body, { status, headers }));
  }

  /** An answer that comes when the test says so. */
  held() {
    const held = Promise.withResolvers();
    this.next(() => held.promise);
    return held;
  }

  /** What `fetch` does where the server is silent. */
  hang = ({ signal }) => new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));

  /** What `fetch` does where the server falls silent after the headers. */
  hangInBody = ({ signal }) => {
    const start = controller => signal.addEventListener('abort', () => controller.error(signal.reason));
    return new Response(new ReadableStream({ start }));
  };

  /** How many timers were set and not cleared. */
  get timers() {
    return this.#timers.size;
  }

  /** Whether each request was aborted. */
  get aborted() {
    return this.#requests.map(({ signal }) => signal.aborted);
  }

  /** Every request, and what is wrong with them as a whole. */
  async sent() {
    const requests = await Promise.all(this.#requests.map(read));
    const leaks = requests.some(({ url, body }) => `${url}${body}`.includes(MARKER));
    const faults = [
      this.#script.length > 0 && `${this.#script.length} answers were not asked for`,
      this.#unscripted > 0 && `${this.#unscripted} requests were not in the script`,
      leaks && 'a token is in a URL or a body',
    ];
    return { requests, faults: faults.filter(Boolean) };
  }

  #fetch(request) {
    this.count += 1;
    const answer = this.#script.shift();
    if (!answer && this.#always) return this.#always(request);
    this.#requests.push({ signal: request.signal, copy: request.clone() });
    if (answer) return answer(request);
    this.#unscripted += 1;
    throw new Error('this request is not in the script');
  }
}

async function read({ copy }) {
  const { method, url, headers, credentials, redirect, cache } = copy;
  return { method, url, headers: Object.fromEntries(headers), body: await copy.clone().text(), credentials, redirect, cache };
}

/** What becomes of a promise within a time. */
export async function outcome(promise, patience) {
  let timer;
  const pending = new Promise(resolve => {
    timer = setTimeout(resolve, patience, { state: 'pending' });
  });
  const settled = Promise.resolve(promise).then(
    value => ({ state: 'resolved', value }),
    value => ({ state: 'rejected', value }),
  );
  const first = await Promise.race([settled, pending]);
  clearTimeout(timer);
  // What a list reads ahead is sent by then: to this page, not to the next test's.
  await new Promise(resolve => setTimeout(resolve));
  return first;
}

/** What a program can read of an error, and what is wrong with it as an error of this package. */
export function describe(error) {
  const refused = error?.code === 'api_response_error';
  const names = { api_response_error: 'APIKeysResponseError', create_outcome_unknown: 'CreateOutcomeUnknownError' };
  const faults = [
    error instanceof Error || 'it is no Error',
    error?.clerkError === true || 'clerkError is not true',
    error?.name === (names[error?.code] ?? 'APIKeysError') || 'another name is expected',
    error?.constructor?.kind === (refused ? 'ClerkAPIResponseError' : 'ClerkRuntimeError') || 'another kind is expected',
    !refused || Object.getPrototypeOf(error.constructor)?.kind === 'ClerkRuntimeError' || 'it is no APIKeysError',
    !printed(error).includes(MARKER) || 'it tells a token',
  ];
  const { name, message, cause } = error ?? {};
  const described = { name, message, cause: inWords(cause), ...error };
  // What became of a create's answer is an error of this package, too.
  const why = error?.code === 'create_outcome_unknown' ? describe(cause) : { error: described, faults: [] };
  return { error: described, why: why.error, faults: [...faults.filter(fault => fault !== true), ...why.faults] };
}

/** All that a log can show of an error, but for its cause. */
const printed = error => [error, error?.message, error?.stack, JSON.stringify(error)].join();

function inWords(cause) {
  if (cause === undefined || typeof cause === 'string') return cause;
  return cause instanceof Error ? `${cause.name}: ${cause.message}` : typeof cause;
}

let code;
let instances = 0;

/** This test module once more, with a memory of its own: what breaks in there breaks nothing else. */
export async function instance() {
  code ??= await WebAssembly.compileStreaming(fetch('/wasm-bindgen-test_bg.wasm'));
  instances += 1;
  const module = await import(`/wasm-bindgen-test.js?${instances}`);
  await module.default({ module_or_path: code });
  return module;
}
