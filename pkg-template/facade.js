// What every entry gives: the classes, a facade that loads the WebAssembly at the first call and has its objects do the work.
// Importing it does nothing, on a server too.

import init, {
  APIKeysError,
  APIKeysResponseError,
  CreateOutcomeUnknownError,
  keysOf,
} from './apikeys_wasm.js';

export { APIKeysError, APIKeysResponseError, CreateOutcomeUnknownError };

export const version = '0.0.0-template';

/** Where the WebAssembly is, which each entry says in its own way: a function that gives its URL or its bytes. */
export const wasm = { find: undefined };

let loading;
let loaded = false;

/** Loads the WebAssembly ahead of the first call. Once it has succeeded, another call does nothing. */
export function load(source) {
  loading ??= instantiate(source).catch(error => {
    loading = undefined;
    throw error;
  });
  return loading;
}

async function instantiate(source) {
  try {
    source ??= wasm.find();
    await init({ module_or_path: fetched(source) });
    loaded = true;
  } catch (cause) {
    const words = `apikeys-wasm could not load its WebAssembly: ${reason(cause, address(source))}`;
    throw new APIKeysError('wasm_load_failed', words, undefined, cause);
  }
}

/** Where it was looked for, in words; nothing where it was given as it is. */
function address(source) {
  return typeof source === 'string' || source instanceof URL ? ` from ${String(source).slice(0, 200)}` : '';
}

/** What is at an address. Node's fetch refuses file: URLs. (An import of node:fs, static or dynamic, breaks bundlers.) */
function fetched(source) {
  if (typeof source !== 'string' && !(source instanceof URL)) return source;
  const fs = source.protocol === 'file:' && globalThis.process?.getBuiltinModule?.('node:fs');
  return fs ? fs.promises.readFile(source) : fetch(source);
}

/** What is wrong, and what to do about it. */
function reason(cause, from) {
  if (typeof WebAssembly === 'undefined') return `this host has none: it is switched off, as in Lockdown Mode, or ${tooOld}`;
  if (/unsafe-eval|content security policy|blocked by csp/i.test(cause)) {
    return "the page's Content-Security-Policy forbids it; add 'wasm-unsafe-eval' to its script-src";
  }
  if (/^(Compile|Link)Error/.test(cause)) return `what was loaded${from} is another file, or damaged: see what is served there, or ${withoutFile}. Or ${tooOld}`;
  if (typeof fetch === 'undefined') return `this host has no fetch; ${withoutFile}`;
  return `its file could not be fetched${from}. See that it is served there, and that nothing blocks it, such as the connect-src of a Content-Security-Policy; or ${withoutFile}. A later call tries again`;
}

const tooOld = 'the browser is too old (needed are Chrome 96, Firefox 90, Safari 15 or later)';
const withoutFile = "import 'apikeys-wasm/inline', which needs no file";

/** What the module says of a token that is another owner's than the call's: the page has no other one now. */
function subjectChanged() {
  return new APIKeysError('stale_session_token', 'the user or the organization changed while the call began; nothing was sent');
}

/**
 * Of each object: how to make the one of the WebAssembly (`make`), that one (`inner`), whom the page is about now (`subject`),
 * and the `clerk` that it was made from. Nothing of it shows on the object. The React entry reads it, too.
 */
export const parts = new WeakMap();

/** What the WebAssembly knows methods by: their places (src/api/calls.rs). */
export const methods = ['create', 'getAll', 'revoke', 'reload', 'iterate', 'rotate'];

async function call(keys, method, params, options) {
  const own = parts.get(keys);
  if (!own) throw new APIKeysError('invalid_params', `${method}() was called without its object; call it as keys.${method}()`);
  if (!loaded) {
    const whenLoaded = load();
    // A call begins here, whatever the page does while the WebAssembly loads.
    [params, options] = [copy(params), copy(options)];
    const before = subjectNow(own);
    await whenLoaded;
    if (before !== subjectNow(own) && !params?.subject) throw subjectChanged();
  }
  own.inner ??= own.make();
  return own.inner(methods.indexOf(method), [params, options]);
}

function subjectNow({ subject }) {
  try {
    return subject();
  } catch {
    return undefined; // The module asks again, and says what is wrong.
  }
}

async function* allOf(begun) {
  yield* await begun;
}

/** A copy, which keeps what it has by its class. What cannot be copied goes on as it is: the module says what is wrong with it. */
function copy(object) {
  if (typeof object !== 'object' || object === null || Array.isArray(object)) return object;
  try {
    return Object.assign(Object.create(Object.getPrototypeOf(object)), object);
  } catch {
    return object;
  }
}

/** What both classes are: an object of the WebAssembly, made when it is there. It is a function with all methods. */
class Facade {
  constructor(make, subject) {
    parts.set(this, { make, subject });
  }

  create(params, options) {
    return call(this, 'create', params, options);
  }

  getAll(params, options) {
    return call(this, 'getAll', params, options);
  }

  revoke(params, options) {
    return call(this, 'revoke', params, options);
  }

  reload(params, options) {
    return call(this, 'reload', params, options);
  }

  iterate(params, options) {
    const begun = call(this, 'iterate', params, options);
    // Its failure is told by the iterator.
    begun.catch(() => {});
    return allOf(begun);
  }

  free() {
    const own = parts.get(this);
    const { inner } = own;
    own.inner = undefined;
    inner?._wbg_cb_unref(); // wasm-bindgen's own: where a method is being entered just now, it waits for that.
  }
}

if (Symbol.dispose) Facade.prototype[Symbol.dispose] = Facade.prototype.free;

export class APIKeys extends Facade {
  constructor(options) {
    super(() => keysOf(0, options), () => options.getSubject?.());
  }

  static fromClerk(clerk, options) {
    const keys = new APIKeys();
    const subject = () => (options?.getSubject ? options.getSubject() : (clerk.organization?.id ?? clerk.user?.id));
    parts.set(keys, { make: () => keysOf(1, options, clerk), subject, clerk });
    return keys;
  }

  static attach(clerk, options) {
    const keys = APIKeys.fromClerk(clerk, options);
    // Of what is no Clerk object, the first call tells.
    if (Object(clerk) === clerk) Reflect.defineProperty(clerk, 'apiKeys', { value: keys, configurable: true, writable: true });
    return keys;
  }

  rotate(params, options) {
    return call(this, 'rotate', params, options);
  }
}

export class ProjectAPIKeys extends Facade {
  constructor(options) {
    super(() => keysOf(2, options), () => undefined);
  }
}
