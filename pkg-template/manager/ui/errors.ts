import { type APIErrorItem, APIKeysError, APIKeysResponseError } from 'apikeys-wasm';

/** A validation error of a form field that the manager finds before it sends a request. */
export class FieldError extends Error {
  readonly field: string;

  constructor(field: string, message: string) {
    super(message);
    this.field = field;
  }
}

/** The message to show for an error. The package's errors have the server's own, if there is one. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** The errors of a problem (RFC 9457), each with the parameter that it is about. */
export function detailsOf(error: unknown): string[] {
  return isProblem(error) ? error.errors.map(messageWithParam) : [];
}

/** The error code: the server's, or else the package's. A problem (RFC 9457) has no code of its own. */
export function codeOf(error: unknown): string | undefined {
  if (error instanceof APIKeysResponseError && !error.problem) return error.errors[0]?.code;
  return error instanceof APIKeysError ? error.code : undefined;
}

interface FieldErrors<F extends string> {
  errors: Partial<Record<F, string>>;
  /** The error, or a part of it, is about none of the fields: the form shows it in a banner. */
  hasOtherErrors: boolean;
}

/** The error message of each form field. The fields have the names of the parameters. */
export function fieldErrors<F extends string>(
  error: unknown,
  fields: readonly F[],
): FieldErrors<F> {
  const errors: Partial<Record<F, string>> = {};
  const parts = partsOf(error);
  let hasOtherErrors = error !== undefined && parts.length === 0;
  for (const { param, message } of parts) {
    const field = fields.find((field) => field === param);
    if (field) errors[field] = errors[field] ? `${errors[field]}; ${message}` : message;
    else hasOtherErrors = true;
  }
  return { errors, hasOtherErrors };
}

function partsOf(error: unknown): { param: string | undefined; message: string }[] {
  if (error instanceof APIKeysResponseError) {
    const text = isProblem(error) ? messageWithParam : itemMessage;
    return error.errors.map((item) => ({ param: paramOf(item), message: text(item) }));
  }
  if (error instanceof FieldError) return [{ param: error.field, message: error.message }];
  return error instanceof APIKeysError ? [{ param: error.param, message: error.message }] : [];
}

function isProblem(error: unknown): error is APIKeysResponseError {
  return error instanceof APIKeysResponseError && error.problem !== undefined;
}

/** The parameter name: `secondsUntilExpiration` for `seconds_until_expiration`, `scopes` for `body.scopes[1]`. */
function paramOf({ paramName }: APIErrorItem): string | undefined {
  const name = paramName?.replace(/^body\.|\[\d+\]$/g, '');
  return name?.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
}

function itemMessage({ longMessage, message }: APIErrorItem): string {
  return longMessage ?? message;
}

/** The message of a problem's error does not name the parameter, so this adds it. */
function messageWithParam(item: APIErrorItem): string {
  return [item.paramName, itemMessage(item)].filter(Boolean).join(': ');
}
