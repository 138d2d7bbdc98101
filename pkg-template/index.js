// The package's entry: the generated classes, behind a facade that loads the WebAssembly at the first call.
// Importing it does nothing, on a server too.

import init, { APIKeys as Inner, APIKeysError, APIKeysResponseError } from './apikeys_wasm.js';

export { APIKeysError, APIKeysResponseError };

export const version = '0.0.0-template';

let loading;
let loaded = false;

/** Loads the WebAssembly ahead of the first call. Once it has succeeded, another call does nothing. */
export function load(source) {
  loading ??= instantiate(source).catch(error => {
    loading = undefined;
    throw loadError(error);
  });
  return loading;
}

async function instantiate(source) {
  await init({ module_or_path: source ?? defaultSource() });
  loaded = true;
}

function defaultSource() {
  const url = new URL('./apikeys_wasm_bg.wasm', import.meta.url);
  // Node's fetch refuses file: URLs. (An import of node:fs, static or dynamic, breaks bundlers.)
  const fs = url.protocol === 'file:' && globalThis.process?.getBuiltinModule?.('node:fs');
  return fs ? fs.promises.readFile(url) : url;
}

function loadError(cause) {
  return new APIKeysError('wasm_load_failed', `apikeys-wasm could not load its WebAssembly: ${reason(cause)}`, undefined, cause);
}

function reason(cause) {
  if (typeof WebAssembly === 'undefined') return 'this host has no WebAssembly';
  if (/unsafe-eval|content security policy|blocked by csp/i.test(cause)) {
    return "the page's Content-Security-Policy forbids it; add 'wasm-unsafe-eval' to its script-src";
  }
  return 'the cause says why; a later call tries again';
}

export class APIKeys {
  #make;
  #inner;

  constructor(options) {
    this.#make = () => new Inner(options);
  }

  static fromClerk(clerk, options) {
    const keys = new APIKeys();
    keys.#make = () => Inner.fromClerk(clerk, options);
    return keys;
  }

  static attach(clerk, options) {
    const keys = APIKeys.fromClerk(clerk, options);
    Object.defineProperty(clerk, 'apiKeys', { value: keys, configurable: true, writable: true });
    return keys;
  }

  create(params, options) {
    return this.#call('create', params, options);
  }

  getAll(params, options) {
    return this.#call('getAll', params, options);
  }

  revoke(params, options) {
    return this.#call('revoke', params, options);
  }

  reload(params, options) {
    return this.#call('reload', params, options);
  }

  free() {
    const inner = this.#inner;
    this.#inner = undefined;
    inner?.free();
  }

  async #call(method, params, options) {
    if (!loaded) {
      // What the page does to them while the WebAssembly loads is not of this call.
      [params, options] = [copy(params), copy(options)];
      await load();
    }
    this.#inner ??= this.#make();
    return this.#inner[method](params, options);
  }
}

if (Symbol.dispose) APIKeys.prototype[Symbol.dispose] = APIKeys.prototype.free;

/** A plain copy. What cannot be copied goes on as it is: the module says what is wrong with it. */
function copy(object) {
  if (typeof object !== 'object' || object === null || Array.isArray(object)) return object;
  try {
    const plain = {};
    for (const name in object) plain[name] = object[name];
    return plain;
  } catch {
    return object;
  }
}
