// What every entry exports: the classes. Each is a facade over the class of the same name in the WebAssembly, which it loads
// at the first call. Importing this does nothing, on a server too.

import {
  APIKeysError,
  APIKeysResponseError,
  CreateOutcomeUnknownError,
  APIKeys as WasmAPIKeys,
  ProjectAPIKeys as WasmProjectAPIKeys,
} from './apikeys_wasm.js';
import { load, loaded } from './load.js';

export { APIKeysError, APIKeysResponseError, CreateOutcomeUnknownError, load };

export const version = '0.0.0-template';

/** The user or the organization changed while the WebAssembly loads: the host page has no token of the first one now. */
function ownerChanged() {
  const message = 'the user or the organization changed while the call began; nothing was sent';
  return new APIKeysError({ code: 'stale_session_token', message });
}

function loadTimeout(milliseconds) {
  const message = `no response within ${milliseconds} ms: the WebAssembly was loading`;
  return new APIKeysError({ code: 'timeout', message });
}

/** Where an object has its parts, for the React entry of another copy of the package, too. */
const own = Symbol.for('apikeys-wasm');

/**
 * The parts of an object: `options` are its options, and `read` what they were at the first call; of these, `make` makes the object of
 * the WebAssembly, and `subject` gives the subject of the host page now. `inner` is that object, and `clerk` the Clerk object that it
 * was made from. The React entry reads them, too.
 */
export const partsOf = keys => keys?.[own]?.();

/** A Proxy, such as Vue's `reactive()`, gives a function as it is. It would wrap the parts themselves. */
function setParts(keys, parts) {
  Reflect.defineProperty(keys, own, { value: () => parts, configurable: true });
}

async function call(keys, method, params, options) {
  const parts = partsOf(keys);
  if (!parts) {
    const message = `${method}() was called without its object; call it as keys.${method}()`;
    throw new APIKeysError({ code: 'invalid_params', message });
  }
  // The call begins here: what the caller changes in its arguments afterwards does not count, nor in the object's options after
  // the first call.
  parts.read ??= snapshot(parts.options, optionNames);
  [params, options] = [snapshot(params, paramNames), snapshot(options, callOptionNames)];
  if (!loaded) await untilLoaded(parts, params, options);
  parts.inner ??= parts.make(parts.read);
  return parts.inner[method](params, options);
}

/** Waits for the WebAssembly. The call stays with the user and the subject that it began with, if there were any. */
async function untilLoaded(parts, params, options) {
  const [user, subject] = [userOf(parts), subjectOf(parts, params)];
  await withinLimits(load(), signalOf(options), timeoutOf(options, parts.read));
  const userChanged = user && user !== userOf(parts);
  const subjectChanged = subject && subject !== subjectOf(parts, params);
  if (userChanged || subjectChanged) throw ownerChanged();
}

/** The user of the Clerk object now, whatever subject the call names. */
function userOf({ clerk }) {
  return textOf(attempt(() => clerk.user.id));
}

/** The subject of the host page now, where the call does not name its own. */
function subjectOf({ subject, read }, params) {
  return textOf(attempt(() => (params?.subject ? undefined : subject(read))));
}

/** The module refuses what is no text. */
const textOf = value => (typeof value === 'string' ? value : undefined);

/** Waits for a promise until the signal is aborted or the time is over. */
async function withinLimits(promise, signal, milliseconds) {
  let reject;
  const ended = new Promise((_, rejectEnded) => {
    reject = rejectEnded;
  });
  const abort = () => reject(attempt(() => reasonOf(signal)));
  const timer = attempt(() => setTimeout(() => reject(loadTimeout(milliseconds)), milliseconds));
  attempt(() => signal.addEventListener('abort', abort));
  if (attempt(() => signal.aborted)) abort();
  try {
    await Promise.race([promise, ended]);
  } finally {
    attempt(() => clearTimeout(timer));
    attempt(() => signal.removeEventListener('abort', abort));
  }
}

/** The signal among the options of a call. The module refuses what is none. */
function signalOf(options) {
  const signal = attempt(() => options.signal);
  return attempt(() => signal instanceof AbortSignal) ? signal : undefined;
}

/** Old browsers have no `reason`. */
function reasonOf(signal) {
  return 'reason' in signal ? signal.reason : new DOMException('The call was aborted.', 'AbortError');
}

/** The largest delay of a timer. */
const longest = 2 ** 31 - 1;

/** The first valid `timeoutMs`. The module refuses the others. */
function timeoutOf(...options) {
  const times = options.map(of => attempt(() => of.timeoutMs));
  return Math.min(Math.ceil(times.find(isTime) ?? 30_000), longest);
}

const isTime = value => Number.isFinite(value) && value > 0;

/** What a function returns; `undefined` where it throws, which the module reports when it tries the same. */
function attempt(action) {
  try {
    return action();
  } catch {
    return undefined;
  }
}

async function* allOf(begun, signal) {
  for await (const key of await begun) {
    yield key;
    // The keys that have arrived already are not given either.
    if (attempt(() => signal.aborted)) throw reasonOf(signal);
  }
}

/** The members of the objects that the module reads. A test compares them with its declarations. */
const optionNames = ['frontendApi', 'baseUrl', 'projectId', 'getToken', 'getSubject', 'getQuery', 'timeoutMs', 'maxRetries'];
const callOptionNames = ['signal', 'timeoutMs'];
const paramNames = [
  'name',
  'subject',
  'description',
  'scopes',
  'secondsUntilExpiration',
  'daysUntilExpiration',
  'initialPage',
  'pageSize',
  'query',
  'includeInvalid',
  'apiKeyID',
  'apiKeyId', // The module says that it is misspelt.
  'revocationReason',
  'rotatingTokenNonce',
  'onSecret',
];

/** An object with the members of these names that `object` has now. Each is read once; one that throws, throws again. */
function snapshot(object, names) {
  // Of an array, and of a Proxy that was revoked, the module says what is wrong.
  if (typeof object !== 'object' || object === null || attempt(() => Array.isArray(object)) !== false) return object;
  return Object.defineProperties({}, Object.fromEntries(names.map(name => [name, { get: memberOf(object, name) }])));
}

/** Gives what a member is now. */
function memberOf(object, name) {
  try {
    const value = unshared(object, object[name]);
    return () => value;
  } catch (error) {
    return () => {
      throw error;
    };
  }
}

/** An array is copied. A function is bound: `this` in it is the caller's object, not the copy. */
function unshared(object, value) {
  if (typeof value === 'function') return value.bind(object);
  return Array.isArray(value) ? [...value] : value;
}

/** The methods of both classes. */
class Facade {
  constructor(make, subject, options) {
    setParts(this, { make, subject, options });
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

  iterate(params, given) {
    const options = snapshot(given, callOptionNames);
    const begun = call(this, 'iterate', params, options);
    // The iterator rejects with its failure.
    begun.catch(() => {});
    return allOf(begun, signalOf(options));
  }

  free() {
    const parts = partsOf(this);
    const inner = parts?.inner;
    if (!inner) return;
    parts.inner = undefined;
    // Later: a function of the host page that a method calls may free the object, which the method still borrows.
    Promise.resolve().then(() => inner.free());
  }
}

if (Symbol.dispose) Facade.prototype[Symbol.dispose] = Facade.prototype.free;

/** The class that a static method was called on: a subclass, or none where the method was called on its own. */
const classOf = receiver => (typeof receiver === 'function' ? receiver : APIKeys);

export class APIKeys extends Facade {
  constructor(options) {
    super(read => new WasmAPIKeys(read), read => read.getSubject?.(), options);
  }

  static fromClerk(clerk, options) {
    const keys = new (classOf(this))(options);
    const subject = read => (read?.getSubject ? read.getSubject() : (clerk.organization?.id ?? clerk.user?.id));
    setParts(keys, { make: read => WasmAPIKeys.fromClerk(clerk, read), subject, options, clerk });
    return keys;
  }

  static attach(clerk, options) {
    const keys = classOf(this).fromClerk(clerk, options);
    // Where it cannot be defined, `clerk` is no object, as the first call says, or the host page forbids it.
    attempt(() => Reflect.defineProperty(clerk, 'apiKeys', { value: keys, configurable: true, writable: true }));
    return keys;
  }

  rotate(params, options) {
    return call(this, 'rotate', params, options);
  }

  update(params, options) {
    return call(this, 'update', params, options);
  }
}

export class ProjectAPIKeys extends Facade {
  constructor(options) {
    super(read => new WasmProjectAPIKeys(read), () => undefined, options);
  }
}
