import { isClerkAPIResponseError } from '@clerk/react/errors';
import { APIKeysError, APIKeysResponseError } from 'apikeys-wasm';

/** An error in words: the server's own where it gave some. */
export function messageOf(error: unknown): string {
  if (error instanceof APIKeysError) return error.message;
  if (isClerkAPIResponseError(error)) {
    const [first] = error.errors;
    return first?.longMessage ?? first?.message ?? error.message;
  }
  return error instanceof Error ? error.message : String(error);
}

/** The code to look the error up by, the server's before ours. */
export function codeOf(error: unknown): string | undefined {
  if (isClerkAPIResponseError(error)) return error.errors[0]?.code;
  return error instanceof APIKeysError ? error.code : undefined;
}

/**
 * What the error says about each of a form's fields, which are named as the parameters are.
 * Empty where it is about something else: then it belongs to the form as a whole.
 */
export function fieldErrors<F extends string>(
  error: unknown,
  fields: readonly F[],
): Partial<Record<F, string>> {
  const said = new Map<string | undefined, string>();
  if (error instanceof APIKeysResponseError) {
    for (const { paramName, longMessage, message } of error.errors) {
      said.set(paramName && camelCase(paramName), longMessage ?? message);
    }
  } else if (error instanceof APIKeysError) {
    said.set(error.param, error.message);
  }

  const found: Partial<Record<F, string>> = {};
  for (const field of fields) {
    const words = said.get(field);
    if (words) found[field] = words;
  }
  return found;
}

function camelCase(name: string): string {
  return name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
}
