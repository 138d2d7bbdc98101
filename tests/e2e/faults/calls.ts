/** The IDs of the fault server's keys, one for each API. */
export const clerkId = 'ak_1';
export const projectId = '0b1c2d3e-4f50-4a61-8b72-9c83ad94be05';

/** No message, stack or console line may contain one of these. The token belongs to `user_1`. */
export const token = 'e30.eyJzdWIiOiJ1c2VyXzEifQ.neverPrintThis';
export const secret = 'ak_neverTellThisSecret';

/** Every method of both classes, and its first request. */
export const requests = {
  'clerk.getAll': 'GET /api_keys',
  'clerk.create': 'POST /api_keys',
  'clerk.revoke': `POST /api_keys/${clerkId}/revoke`,
  'clerk.reload': 'GET /api_keys',
  'project.getAll': 'GET /projects/p_1/keys',
  'project.create': 'POST /projects/p_1/keys',
  'project.revoke': `DELETE /projects/p_1/keys/${projectId}`,
  'project.reload': 'GET /projects/p_1/keys',
};

export type Call = keyof typeof requests;

export const calls = Object.keys(requests) as Call[];

export const isCreate = (call: Call) => call.endsWith('create');

/** A call to make on a new object. */
export interface Job {
  call: Call;
  /** The record of the fault server. */
  record: string;
  /** The name of the fault, and how often the server applies it. */
  plan: string;
  timeoutMs: number;
}

/** The documented members of an error. */
export interface Failure {
  name: string;
  code: string;
  status?: number;
  retryAfter?: number;
  errors?: number;
  cause?: Failure;
}

/** How a call settled. */
export type Outcome = { resolved: Resolved } | { rejected: Failure };

/** The members of a resource that the faults affect. */
export interface Resolved {
  ids: string[];
  names: string[];
  hasSecret: boolean;
  revoked: boolean[];
}

/** The result of a job. */
export interface Report {
  outcome: Outcome;
  milliseconds: number;
  /** The requests that the server received for the call, each with its count. */
  requests: string[];
  /** The option `skipCache` of each call of `getToken`. */
  skipCache: boolean[];
  /** The outcome of a second call on the same object, without the fault. */
  next: Outcome;
  /** Other failures: a foreign error, a secret in a text, a changed prototype. */
  violations: string[];
}
