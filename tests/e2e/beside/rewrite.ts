import type { Entry } from '../standin/journal.ts';
import type { WireKey } from '../standin/session.ts';
import { type Observed, resource } from './observed.ts';

type Plain = Record<string, unknown>;
type ErrorItem = Record<'code' | 'message' | 'longMessage', string> & { meta: Plain };

/** Changes every request. */
export const requests =
  (change: (request: Entry) => void) =>
  ({ requests }: Observed) =>
    requests.forEach(change);

/** Changes every key that was answered with. */
export const keys =
  (change: (key: Plain & { members: string[] }) => void) =>
  ({ outcome }: Observed) => {
    if (!('resolved' in outcome)) return;
    const resolved = outcome.resolved as Plain & { members: string[] };
    const page = resolved.data as (typeof resolved)[] | undefined;
    (page ?? [resolved]).forEach(change);
  };

/** Changes the error. */
export const error =
  (change: (error: Plain & { errors?: Plain[] }) => void) =>
  ({ outcome }: Observed) => {
    if ('rejected' in outcome) change(outcome.rejected as Plain);
  };

/** Gives a parameter of the query another name. */
export function rename({ query }: Entry, from: string, to: string): void {
  const parameter = query.find(([name]) => name === from);
  if (parameter) parameter[0] = to;
}

/** Makes it a list that the server answered with these keys. */
export function lists(observed: Observed, keys: WireKey[]): void {
  for (const request of observed.requests) request.status = 200;
  observed.outcome = { resolved: { total_count: keys.length, data: keys.map(resource) } };
}

/** Makes it a refusal of our own, without a request. */
export function refuses(observed: Observed, message: string): void {
  observed.requests = [];
  observed.outcome = {
    rejected: {
      isError: true,
      isClerkError: true,
      isClerkAPIResponseError: false,
      isClerkRuntimeError: true,
      name: 'APIKeysError',
      message,
      code: 'invalid_params',
      clerkError: true,
    },
  };
}

/** Makes it a refusal by the server, with one error in it. */
export function isRefused(observed: Observed, status: number, item: ErrorItem): void {
  for (const request of observed.requests) request.status = status;
  observed.outcome = {
    rejected: {
      isError: true,
      isClerkError: true,
      isClerkAPIResponseError: true,
      isClerkRuntimeError: false,
      name: 'APIKeysResponseError',
      message: item.longMessage,
      code: 'api_response_error',
      clerkError: true,
      status,
      clerkTraceId: '‹trace ID›',
      errors: [item],
    },
  };
}
