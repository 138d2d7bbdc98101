import { type Call, clerkId, type Failure, isCreate, projectId, requests } from './calls.ts';

/** What a fault comes to, whatever the call. */
export type Outcome = 'works' | 'network' | 'timeout' | 'invalid' | 'redirect' | Refusal;

export interface Refusal {
  status: number;
  /** How many reasons the body has. */
  errors: number;
  retryAfter?: number;
}

/** How a call must end, and what the server must have seen by then. */
export interface Expected {
  end: { resolved: unknown } | { rejected: Failure };
  seen: string[];
}

const repeated = [408, 429, 500, 502, 503, 504];

/** What becomes of a call where every answer is the same, with two retries. */
export function expected(call: Call, outcome: Outcome): Expected {
  const request = requests[call];
  if (outcome === 'works') return { end: { resolved: resolved(call) }, seen: whole(call) };
  const failure = failureOf(outcome);
  return { end: { rejected: lost(call, outcome) ? unknown(failure) : failure }, seen: seen() };

  function seen(): string[] {
    const status = typeof outcome === 'object' && outcome.status;
    // A server without a route for one key is asked for the list.
    if (call === 'clerk.reload' && (status === 404 || status === 405)) {
      return [`${request} ×1`, `${requests['clerk.getAll']} ×1`];
    }
    return [`${request} ×${attempts(call, outcome)}`];
  }
}

/** How often a request that always fails in this way is sent. */
export function attempts(call: Call, outcome: Outcome): number {
  if (outcome === 'network') return isCreate(call) ? 1 : 3;
  if (typeof outcome !== 'object') return 1;
  const { status, retryAfter } = outcome;
  if (status === 401) return 2;
  if (retryAfter !== undefined) return 1;
  return repeated.includes(status) && (status === 429 || !isCreate(call)) ? 3 : 1;
}

/** Whether a key may have been made all the same. */
function lost(call: Call, outcome: Outcome): boolean {
  if (!isCreate(call) || outcome === 'redirect') return false;
  return typeof outcome !== 'object' || outcome.status >= 500;
}

export function unknown(cause: Failure): Failure {
  return { name: 'CreateOutcomeUnknownError', code: 'create_outcome_unknown', cause };
}

function failureOf(outcome: Exclude<Outcome, 'works'>): Failure {
  if (typeof outcome === 'object') {
    return { name: 'APIKeysResponseError', code: 'api_response_error', ...outcome };
  }
  const code = {
    network: 'network_error',
    timeout: 'timeout',
    invalid: 'invalid_response',
    redirect: 'invalid_response',
  }[outcome];
  return { name: 'APIKeysError', code };
}

/** What a good server makes of a call. */
export function resolved(call: Call) {
  const id = call.startsWith('project') ? projectId : clerkId;
  const revoked = call.endsWith('revoke');
  return { ids: [id], names: ['ci'], hasSecret: isCreate(call), revoked: [revoked] };
}

/** All requests of a call that goes well, its first one so many times. */
export function whole(call: Call, times = 1): string[] {
  const first = `${requests[call]} ×${times}`;
  // The server does not say what the key is like after it is revoked.
  return call === 'project.revoke' ? [first, `${requests['project.getAll']} ×1`] : [first];
}
