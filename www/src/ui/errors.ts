import { isClerkAPIResponseError } from '@clerk/react/errors';
import { type APIErrorItem, APIKeysError, APIKeysResponseError } from 'apikeys-wasm';

/** What the page itself has to say of a field, before anything is sent. */
export class FieldError extends Error {
  readonly field: string;

  constructor(field: string, words: string) {
    super(words);
    this.field = field;
  }
}

/** An error in words: the server's own where it gave some. */
export function messageOf(error: unknown): string {
  if (error instanceof APIKeysError) return error.message;
  if (isClerkAPIResponseError(error)) {
    const [first] = error.errors;
    return first?.longMessage ?? first?.message ?? error.message;
  }
  return error instanceof Error ? error.message : String(error);
}

/** What a problem says besides: what is wrong in which place of the request. */
export function detailsOf(error: unknown): string[] {
  return isProblem(error) ? error.errors.map(inPlace) : [];
}

/** The code to look the error up by, the server's before ours. A problem has none of its own. */
export function codeOf(error: unknown): string | undefined {
  if (isClerkAPIResponseError(error) && !isProblem(error)) return error.errors[0]?.code;
  return error instanceof APIKeysError ? error.code : undefined;
}

interface FieldErrors<F extends string> {
  errors: Partial<Record<F, string>>;
  /** Some of it, or all, is about something else: then it belongs to the form as a whole. */
  elsewhere: boolean;
}

/** What the error says about each of a form's fields, which are named as the parameters are. */
export function fieldErrors<F extends string>(
  error: unknown,
  fields: readonly F[],
): FieldErrors<F> {
  const errors: Partial<Record<F, string>> = {};
  const said = faultsOf(error);
  let elsewhere = error !== undefined && said.length === 0;
  for (const { place, words } of said) {
    const field = fields.find((field) => field === place);
    if (field) errors[field] = errors[field] ? `${errors[field]}; ${words}` : words;
    else elsewhere = true;
  }
  return { errors, elsewhere };
}

function faultsOf(error: unknown): { place: string | undefined; words: string }[] {
  if (error instanceof APIKeysResponseError) {
    const wordsOf = isProblem(error) ? inPlace : saidBy;
    return error.errors.map((item) => ({ place: fieldOf(item), words: wordsOf(item) }));
  }
  if (error instanceof FieldError) return [{ place: error.field, words: error.message }];
  return error instanceof APIKeysError ? [{ place: error.param, words: error.message }] : [];
}

function isProblem(error: unknown): error is APIKeysResponseError {
  return error instanceof APIKeysResponseError && error.problem !== undefined;
}

/** The parameter: `secondsUntilExpiration` of `seconds_until_expiration`, `scopes` of `body.scopes[1]`. */
function fieldOf({ paramName }: APIErrorItem): string | undefined {
  const name = paramName?.replace(/^body\.|\[\d+\]$/g, '');
  return name?.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
}

function saidBy({ longMessage, message }: APIErrorItem): string {
  return longMessage ?? message;
}

/** A problem's words say what must be there, not where. */
function inPlace(item: APIErrorItem): string {
  return [item.paramName, saidBy(item)].filter(Boolean).join(': ');
}
