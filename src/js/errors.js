// The error classes: a class of Rust's cannot extend JavaScript's Error. The names are literals,
// and `kind` is what the type guards of @clerk/shared ask for, so both survive a minifier.

export class APIKeysError extends Error {
  static kind = 'ClerkRuntimeError';

  constructor(code, message, param, cause) {
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
}

export class APIKeysResponseError extends APIKeysError {
  static kind = 'ClerkAPIResponseError';

  constructor(message, status, errors, retryAfter, clerkTraceId, problem) {
    super('api_response_error', message);
    this.status = status;
    this.errors = errors;
    if (retryAfter !== undefined) this.retryAfter = retryAfter;
    if (clerkTraceId !== undefined) this.clerkTraceId = clerkTraceId;
    if (problem !== undefined) this.problem = problem;
  }

  get name() {
    return 'APIKeysResponseError';
  }
}

export class CreateOutcomeUnknownError extends APIKeysError {
  #methods;

  /** `methods` is both: called with the options, and with whether the key is to be made again. */
  constructor(message, cause, methods) {
    super('create_outcome_unknown', message, undefined, cause);
    this.#methods = methods;
  }

  get name() {
    return 'CreateOutcomeUnknownError';
  }

  candidates(options) {
    return this.#methods(options, false);
  }

  recreate(options) {
    return this.#methods(options, true);
  }
}

export const newOutcomeUnknownError = (...given) => new CreateOutcomeUnknownError(...given);

export const newError = (code, message, param, cause) => new APIKeysError(code, message, param, cause);

/** An error that carries a key. Not enumerable: what prints an error must not print the key's secret. */
export function withKey(error, message, key) {
  error.message = message;
  return Object.defineProperty(error, 'key', { value: key });
}

export const newResponseError = (...given) => new APIKeysResponseError(...given);

/** The members of a problem (RFC 9457). What the server did not send is left out. */
export function newProblem(type, title, status, detail, instance) {
  const problem = { type, title, status, detail, instance };
  for (const name in problem) if (problem[name] === undefined) delete problem[name];
  return problem;
}

/** One entry of `errors`. Members that the server did not send are left out. */
export function errorItem(code, message, longMessage, paramName, meta) {
  const item = { code, message };
  if (longMessage !== undefined) item.longMessage = longMessage;
  if (paramName !== undefined) item.paramName = paramName;
  if (meta !== undefined) item.meta = Object.fromEntries(Object.entries(meta).map(([name, value]) => [camelCase(name), value]));
  return item;
}

const camelCase = name => name.replace(/_([a-z])/g, (_, letter) => letter.toUpperCase());
