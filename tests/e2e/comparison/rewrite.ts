import type { Entry } from '../standin/journal.ts';
import type { WireKey } from '../standin/session.ts';
import { type Observation, resource } from './observation.ts';

type Members = Record<string, unknown>;
type ErrorItem = Record<'code' | 'message' | 'longMessage', string> & { meta: Members };

/** Changes every request. */
export const requests =
  (change: (request: Entry) => void) =>
  ({ requests }: Observation) =>
    requests.forEach(change);

/** Changes every key in the outcome. */
export const keys =
  (change: (key: Members & { members: string[] }) => void) =>
  ({ outcome }: Observation) => {
    if (!('resolved' in outcome)) return;
    const resolved = outcome.resolved as Members & { members: string[] };
    const page = resolved.data as (typeof resolved)[] | undefined;
    (page ?? [resolved]).forEach(change);
  };

/** Changes the error in the outcome. */
export const error =
  (change: (error: Members & { errors?: Members[] }) => void) =>
  ({ outcome }: Observation) => {
    if ('rejected' in outcome) change(outcome.rejected as Members);
  };

/** Renames a query parameter. */
export function rename({ query }: Entry, from: string, to: string): void {
  const parameter = query.find(([name]) => name === from);
  if (parameter) parameter[0] = to;
}

/** Replaces the outcome with a list page of these keys. */
export function lists(observation: Observation, keys: WireKey[]): void {
  for (const request of observation.requests) request.status = 200;
  observation.outcome = { resolved: { total_count: keys.length, data: keys.map(resource) } };
}

/** Replaces the outcome with an `invalid_params` error of this package, without a request. */
export function rejectByPackage(observation: Observation, message: string): void {
  observation.requests = [];
  observation.outcome = {
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

/** Replaces the outcome with an error response that has one error. */
export function rejectByServer(observation: Observation, status: number, item: ErrorItem): void {
  for (const request of observation.requests) request.status = status;
  observation.outcome = {
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
      errors: [{ isClerkAPIError: true, ...item }],
    },
  };
}
