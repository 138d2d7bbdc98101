/** The keys that the fault server has, one of each API. */
export const clerkId = 'ak_1';
export const projectId = '0b1c2d3e-4f50-4a61-8b72-9c83ad94be05';

/** No message, no stack and no line of a console may have one of these. The token is `user_1`'s. */
export const token = 'e30.eyJzdWIiOiJ1c2VyXzEifQ.neverPrintThis';
export const secret = 'ak_neverTellThisSecret';

/** Every method of both classes, and what it asks the server first. */
export const requests = {
  'clerk.getAll': 'GET /api_keys',
  'clerk.create': 'POST /api_keys',
  'clerk.revoke': `POST /api_keys/${clerkId}/revoke`,
  'clerk.reload': `GET /v1/api_keys/${clerkId}`,
  'project.getAll': 'GET /projects/p_1/keys',
  'project.create': 'POST /projects/p_1/keys',
  'project.revoke': `DELETE /projects/p_1/keys/${projectId}`,
  'project.reload': 'GET /projects/p_1/keys',
};

export type Call = keyof typeof requests;

export const calls = Object.keys(requests) as Call[];

export const isCreate = (call: Call) => call.endsWith('create');

/** A call to make on an object of its own. */
export interface Job {
  call: Call;
  /** The key under which the server counts. */
  key: string;
  /** The fault, and how often. */
  plan: string;
  timeoutMs: number;
}

/** An error, as far as it is documented. */
export interface Failure {
  name: string;
  code: string;
  status?: number;
  retryAfter?: number;
  errors?: number;
  cause?: Failure;
}

/** How a call ended. */
export type End = { resolved: Resolved } | { rejected: Failure };

/** What of a resource the faults can reach. */
export interface Resolved {
  ids: string[];
  names: string[];
  hasSecret: boolean;
  revoked: boolean[];
}

/** What became of a job. */
export interface Report {
  end: End;
  milliseconds: number;
  /** What the server saw by then, each with how often. */
  seen: string[];
  /** Whether `getToken` was asked for a fresh token, each time. */
  fresh: boolean[];
  /** How the same call ended on the same object afterwards, with a good server. */
  next: End;
  /** What is wrong beyond that: an error that is none of ours, a token in a text, a prototype that changed. */
  faults: string[];
}
