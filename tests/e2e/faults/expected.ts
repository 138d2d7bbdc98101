import { type Call, clerkId, type Failure, isCreate, projectId, requests } from './calls.ts';

/** The effect of a fault on any call. */
export type Effect = 'works' | 'network' | 'timeout' | 'invalid' | 'redirect' | ErrorResponse;

export interface ErrorResponse {
  status: number;
  /** The number of errors in the body. */
  errors: number;
  retryAfter?: number;
}

/** The expected outcome of a call, and the requests that the server receives. */
export interface Expected {
  outcome: { resolved: unknown } | { rejected: Failure };
  requests: string[];
}

const retriedStatuses = [408, 429, 500, 502, 503, 504];

/** The expectation for a call if every response is the same, with two retries. */
export function expected(call: Call, effect: Effect): Expected {
  if (effect === 'works') {
    return { outcome: { resolved: resolved(call) }, requests: requestsOf(call) };
  }
  const failure = failureOf(effect);
  return {
    outcome: { rejected: mayHaveCreated(call, effect) ? unknownOutcome(failure) : failure },
    requests: [`${requests[call]} ×${attempts(call, effect)}`],
  };
}

/** The number of attempts of a request that always fails with this effect. */
export function attempts(call: Call, effect: Effect): number {
  if (effect === 'network') return isCreate(call) ? 1 : 3;
  if (typeof effect !== 'object') return 1;
  const { status, retryAfter } = effect;
  if (status === 401) return 2;
  if (retryAfter !== undefined) return 1;
  return retriedStatuses.includes(status) && (status === 429 || !isCreate(call)) ? 3 : 1;
}

/** Whether the server may have created a key. */
function mayHaveCreated(call: Call, effect: Effect): boolean {
  if (!isCreate(call) || effect === 'redirect') return false;
  return typeof effect !== 'object' || effect.status >= 500;
}

export function unknownOutcome(cause: Failure): Failure {
  return { name: 'CreateOutcomeUnknownError', code: 'create_outcome_unknown', cause };
}

/** `project.revoke` has revoked the key, and the list request has failed. */
export function revokedUnread(effect: Exclude<Effect, 'works'>): Expected['outcome'] {
  return {
    rejected: { name: 'APIKeysError', code: 'invalid_response', cause: failureOf(effect) },
  };
}

function failureOf(effect: Exclude<Effect, 'works'>): Failure {
  if (typeof effect === 'object') {
    return { name: 'APIKeysResponseError', code: 'api_response_error', ...effect };
  }
  const code = {
    network: 'network_error',
    timeout: 'timeout',
    invalid: 'invalid_response',
    redirect: 'invalid_response',
  }[effect];
  return { name: 'APIKeysError', code };
}

/** The outcome of a call without a fault. */
export function resolved(call: Call) {
  const id = call.startsWith('project') ? projectId : clerkId;
  const revoked = call.endsWith('revoke');
  return { ids: [id], names: ['ci'], hasSecret: isCreate(call), revoked: [revoked] };
}

/** All requests of a successful call. `times` is the number of attempts of the first one. */
export function requestsOf(call: Call, times = 1): string[] {
  const first = `${requests[call]} ×${times}`;
  // The response to DELETE does not contain the key, so revoke requests the list.
  return call === 'project.revoke' ? [first, `${requests['project.getAll']} ×1`] : [first];
}
