import {
  isClerkAPIError,
  isClerkAPIResponseError,
  isClerkError,
  isClerkRuntimeError,
} from '@clerk/shared/error';
import type { APIKeyResource, APIKeysNamespace } from '@clerk/shared/types';

/** A call on `clerk.apiKeys`, as data that the tests can pass to the browser. */
export type Call =
  | {
      method: 'getAll' | 'create' | 'revoke';
      /** Some tests pass values that TypeScript would reject. */
      params?: unknown;
    }
  // Lists the keys, then calls reload() on the key with this ID.
  | { method: 'reload'; id: string };

/** How a call settled, as plain data. */
export type Outcome = { resolved: unknown } | { rejected: Record<string, unknown> };

/** Makes a call and returns its outcome. */
export async function observe(apiKeys: APIKeysNamespace, call: Call): Promise<Outcome> {
  try {
    return { resolved: await toData(apiKeys, call) };
  } catch (error) {
    return { rejected: errorToData(error) };
  }
}

async function toData(apiKeys: APIKeysNamespace, call: Call) {
  if (call.method === 'reload') {
    const { data } = await apiKeys.getAll();
    const key = data.find(({ id }) => id === call.id);
    return key && keyToData(await key.reload());
  }
  const result = await apiKeys[call.method](call.params as never);
  if (!('data' in result)) return keyToData(result);
  return { ...result, data: result.data.map(keyToData) };
}

/** The own members of a key, their order, and pathRoot. */
function keyToData(key: APIKeyResource) {
  const { pathRoot, ...values } = { ...key, pathRoot: key.pathRoot };
  return { members: Object.keys(key), pathRoot, ...values };
}

/** The members of an error that users of clerk-js read. */
function errorToData(thrown: unknown) {
  const error = thrown as Error & Record<string, unknown>;
  const { name, message, code, clerkError, status, retryAfter, clerkTraceId, errors } = error;
  return {
    isError: error instanceof Error,
    isClerkError: isClerkError(error),
    isClerkAPIResponseError: isClerkAPIResponseError(error),
    isClerkRuntimeError: isClerkRuntimeError(error),
    ...{ name, message, code, clerkError, status, retryAfter, clerkTraceId },
    errors: isClerkAPIResponseError(error) ? error.errors.map(itemToData) : errors,
  };
}

function itemToData(item: ErrorItem) {
  const { code, message, longMessage, meta } = item;
  // clerk-js adds a member to `meta` for every possible field, even if undefined.
  const defined = meta && Object.entries(meta).filter(([, value]) => value !== undefined);
  return {
    isClerkAPIError: isClerkAPIError(item),
    ...{ code, message, longMessage, meta: defined && Object.fromEntries(defined) },
  };
}

interface ErrorItem {
  code: string;
  message: string;
  longMessage?: string | undefined;
  meta?: object | undefined;
}
