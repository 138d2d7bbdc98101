import { isClerkAPIResponseError } from '@clerk/react/errors';
import { APIKeysError } from 'apikeys-wasm';

/** The message to show for an error: the server's own, if there is one. */
export function messageOf(error: unknown): string {
  if (error instanceof APIKeysError) return error.message;
  if (isClerkAPIResponseError(error)) {
    const [first] = error.errors;
    return first?.longMessage ?? first?.message ?? error.message;
  }
  return error instanceof Error ? error.message : String(error);
}

/** The error code: the server's, or else the package's. */
export function codeOf(error: unknown): string | undefined {
  if (isClerkAPIResponseError(error)) return error.errors[0]?.code;
  return error instanceof APIKeysError ? error.code : undefined;
}
