import { isClerkAPIResponseError, isClerkError, isClerkRuntimeError } from '@clerk/shared/error';
import type { APIKeyResource, APIKeysNamespace } from '@clerk/shared/types';

/** A call on a `clerk.apiKeys`, as data, so that the tests can pass it to the page. */
export type Call =
  | {
      method: 'getAll' | 'create' | 'revoke';
      /** Some of what the tests pass is what TypeScript would refuse. */
      params?: unknown;
    }
  // Of the key with this ID, as a list has it.
  | { method: 'reload'; id: string };

/** All that a caller can see of a call's end, as plain data. */
export type Outcome = { resolved: unknown } | { rejected: Record<string, unknown> };

/** Makes a call and tells how it ended. */
export async function observe(apiKeys: APIKeysNamespace, call: Call): Promise<Outcome> {
  try {
    return { resolved: await view(apiKeys, call) };
  } catch (error) {
    return { rejected: viewError(error) };
  }
}

async function view(apiKeys: APIKeysNamespace, call: Call) {
  if (call.method === 'reload') {
    const { data } = await apiKeys.getAll();
    const key = data.find(({ id }) => id === call.id);
    return key && viewKey(await key.reload());
  }
  const result = await apiKeys[call.method](call.params as never);
  if (!('data' in result)) return viewKey(result);
  return { ...result, data: result.data.map(viewKey) };
}

/** Its own members in their order, and what is behind them. */
function viewKey(key: APIKeyResource) {
  const { pathRoot, ...values } = { ...key, pathRoot: key.pathRoot };
  return { members: Object.keys(key), pathRoot, ...values };
}

/** What clerk-js's users read of an error. */
function viewError(thrown: unknown) {
  const error = thrown as Error & Record<string, unknown>;
  const { name, message, code, clerkError, status, retryAfter, clerkTraceId, errors } = error;
  return {
    isError: error instanceof Error,
    isClerkError: isClerkError(error),
    isClerkAPIResponseError: isClerkAPIResponseError(error),
    isClerkRuntimeError: isClerkRuntimeError(error),
    ...{ name, message, code, clerkError, status, retryAfter, clerkTraceId },
    errors: isClerkAPIResponseError(error) ? error.errors.map(viewItem) : errors,
  };
}

function viewItem({ code, message, longMessage, meta }: ErrorItem) {
  // clerk-js makes a member of `meta` of everything that a server might say.
  const said = meta && Object.entries(meta).filter(([, value]) => value !== undefined);
  return { code, message, longMessage, meta: said && Object.fromEntries(said) };
}

interface ErrorItem {
  code: string;
  message: string;
  longMessage?: string | undefined;
  meta?: object | undefined;
}
