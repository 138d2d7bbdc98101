import { type APIErrorItem, APIKeysError, APIKeysResponseError } from 'apikeys-wasm';
import type { Labels } from '../labels.js';

/** A validation error of a form field that the manager finds before it sends a request. */
export class FieldError extends Error {
  readonly field: string;

  constructor(field: string, message: string) {
    super(message);
    this.field = field;
  }
}

/** What to show for an error, in the words of the host page: its message, then those of the parts of a problem. */
export function errorTexts(error: unknown, { page }: Labels): string[] {
  const messages = [messageOf(error), ...detailsOf(error)];
  return [...new Set(messages.map((message) => page.error(error, message)))];
}

/** The same in one line. */
export const errorLine = (error: unknown, labels: Labels) => errorTexts(error, labels).join('; ');

/** The message of an error. The package's errors have the server's own, if there is one. */
function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** The errors of a problem (RFC 9457), each with the parameter that it is about. */
function detailsOf(error: unknown): string[] {
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

/** The error message of each form field, in the words of the host page. The fields have the names of the parameters. */
export function fieldErrors<F extends string>(
  error: unknown,
  fields: readonly F[],
  labels: Labels,
): FieldErrors<F> {
  const errors: Partial<Record<F, string>> = {};
  const parts = partsOf(error, labels);
  let hasOtherErrors = error !== undefined && parts.length === 0;
  for (const { param, message } of parts) {
    const field = fields.find((field) => field === param);
    if (field) errors[field] = errors[field] ? `${errors[field]}; ${message}` : message;
    else hasOtherErrors = true;
  }
  return { errors, hasOtherErrors };
}

function partsOf(
  error: unknown,
  { page }: Labels,
): { param: string | undefined; message: string }[] {
  if (error instanceof APIKeysResponseError) {
    const text = isProblem(error) ? messageWithParam : itemMessage;
    return error.errors.map((item) => ({
      param: paramOf(item),
      message: page.error(error, text(item)),
    }));
  }
  // Its message is a label already.
  if (error instanceof FieldError) return [{ param: error.field, message: error.message }];
  if (!(error instanceof APIKeysError)) return [];
  return [{ param: error.param, message: page.error(error, error.message) }];
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
