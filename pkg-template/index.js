// The package's entry: the generated classes, behind a facade that loads the WebAssembly at the first call.
// Importing it does nothing, on a server too.

import init, {
  APIKeys as Clerks,
  APIKeysError,
  APIKeysResponseError,
  CreateOutcomeUnknownError,
  ProjectAPIKeys as Projects,
} from './apikeys_wasm.js';

export { APIKeysError, APIKeysResponseError, CreateOutcomeUnknownError };

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

/** What the module says of a token that is another owner's than the call's: the page has no other one now. */
function subjectChanged() {
  return new APIKeysError('stale_session_token', 'the user or the organization changed while the call began; nothing was sent');
}

/** Has an object made in another way, and makes a call of its own. For this file alone: they reach into private members. */
let madeBy;
let callOf;

/** What both classes are: an object of the WebAssembly, made when it is there. */
class Facade {
  #make;
  #inner;
  /** Whom the page is about now. */
  #subject;

  constructor(make, subject) {
    this.#make = make;
    this.#subject = subject;
  }

  static {
    madeBy = (keys, make, subject) => {
      keys.#make = make;
      keys.#subject = subject;
      return keys;
    };
    callOf = (keys, ...call) => keys.#call(...call);
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

  iterate(params, options) {
    const begun = this.#call('iterate', params, options);
    // Its failure is told by the iterator.
    begun.catch(() => {});
    return allOf(begun);
  }

  free() {
    const inner = this.#inner;
    this.#inner = undefined;
    inner?.free();
  }

  async #call(method, params, options) {
    if (!loaded) {
      // A call begins here, whatever the page does while the WebAssembly loads.
      [params, options] = [copy(params), copy(options)];
      const subject = this.#subjectNow();
      await load();
      if (subject !== this.#subjectNow() && !params?.subject) throw subjectChanged();
    }
    this.#inner ??= this.#make();
    return this.#inner[method](params, options);
  }

  #subjectNow() {
    try {
      return this.#subject();
    } catch {
      return undefined; // The module asks again, and says what is wrong.
    }
  }
}

if (Symbol.dispose) Facade.prototype[Symbol.dispose] = Facade.prototype.free;

export class APIKeys extends Facade {
  constructor(options) {
    super(() => new Clerks(options), () => options.getSubject());
  }

  static fromClerk(clerk, options) {
    const subject = () => (options?.getSubject ? options.getSubject() : (clerk.organization?.id ?? clerk.user?.id));
    return madeBy(new APIKeys(), () => Clerks.fromClerk(clerk, options), subject);
  }

  static attach(clerk, options) {
    const keys = APIKeys.fromClerk(clerk, options);
    // Of what is no Clerk object, the first call tells.
    if (Object(clerk) === clerk) Reflect.defineProperty(clerk, 'apiKeys', { value: keys, configurable: true, writable: true });
    return keys;
  }

  rotate(params, options) {
    return callOf(this, 'rotate', params, options);
  }
}

export class ProjectAPIKeys extends Facade {
  constructor(options) {
    super(() => new Projects(options), () => undefined);
  }
}

async function* allOf(begun) {
  yield* await begun;
}

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
