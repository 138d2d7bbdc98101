// The error classes: a Rust class cannot extend JavaScript's Error. The names are literals, and `kind` is what the type
// guards of @clerk/shared read, so that both survive a minifier.

export class APIKeysError extends Error {
  static kind = 'ClerkRuntimeError';

  constructor({ code, message, param, cause }) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    if (param !== undefined) this.param = param;
  }

  get name() {
    return 'APIKeysError';
  }

  get clerkError() {
    return true;
  }

  /** The text that clerk-js gives its errors. */
  toString() {
    return `[${this.name}]\nMessage:${this.message}`;
  }
}

export class APIKeysResponseError extends APIKeysError {
  static kind = 'ClerkAPIResponseError';

  constructor({ message, status, errors, retryAfter, clerkTraceId, problem }) {
    super({ code: 'api_response_error', message });
    this.status = status;
    this.errors = errors.map(item => new ErrorItem(item));
    if (retryAfter !== undefined) this.retryAfter = retryAfter;
    if (clerkTraceId !== undefined) this.clerkTraceId = clerkTraceId;
    if (problem !== undefined) this.problem = problem;
  }

  get name() {
    return 'APIKeysResponseError';
  }

  toString() {
    const { status, errors, clerkTraceId } = this;
    const text = `${super.toString()}\nStatus:${status}\nSerialized errors: ${errors.map(item => JSON.stringify(item))}`;
    return clerkTraceId ? `${text}\nClerk Trace ID: ${clerkTraceId}` : text;
  }
}

export class CreateOutcomeUnknownError extends APIKeysError {
  #methods;

  constructor(details, methods) {
    super(details);
    this.#methods = methods;
  }

  get name() {
    return 'CreateOutcomeUnknownError';
  }

  candidates(options) {
    return this.#methods.candidates(options);
  }

  recreate(options) {
    return this.#methods.recreate(options);
  }
}

export const newError = details => new APIKeysError(details);
export const newResponseError = details => new APIKeysResponseError(details);
export const newOutcomeUnknownError = (details, methods) => new CreateOutcomeUnknownError(details, methods);

/** Adds a key to an error. It is not enumerable: whatever prints the error must not print the key's secret. */
export function withKey(error, message, key) {
  error.message = message;
  return Object.defineProperty(error, 'key', { value: key });
}

/** An entry of `errors`, whose `meta` has its names in camelCase. */
class ErrorItem {
  static kind = 'ClerkAPIError';

  constructor({ meta, ...item }) {
    Object.assign(this, item);
    this.meta = Object.fromEntries(Object.entries(meta).map(([name, value]) => [camelCase(name), value]));
  }
}

const camelCase = name => name.replace(/_([a-z])/g, (_, letter) => letter.toUpperCase());
