import { type Call, isCreate, requests } from './calls.ts';
import {
  type Effect,
  type ErrorResponse,
  type Expected,
  expected,
  requestsOf,
  resolved,
  revokedUnread,
} from './expected.ts';

/** A fault, and the expectation for each call with it. */
export interface Row {
  plan: string;
  expected(call: Call): Expected;
  /** Selects the calls of the row. The default is all calls. */
  only?: (call: Call) => boolean;
  timeoutMs?: number;
  /** Runs one call at a time, because the responses are too large for more. */
  sequential?: true;
}

/** Rows with the same effect on all calls. */
const all = (effect: Effect, ...plans: string[]): Row[] =>
  plans.map((plan) => ({ plan, expected: (call) => expected(call, effect) }));

/** A row with the same effect on all calls, except some. */
const except = (
  plan: string,
  effect: Effect,
  exceptions: Partial<Record<Call, Expected>>,
): Row => ({
  plan,
  expected: (call) => exceptions[call] ?? expected(call, effect),
});

/** A row whose calls succeed after `times` faults. */
const recovers = (plan: string, times: number, only?: (call: Call) => boolean): Row => ({
  plan: `${plan}~${times}`,
  expected: (call) => ({
    outcome: { resolved: resolved(call) },
    requests: requestsOf(call, times + 1),
  }),
  ...(only && { only }),
});

const sequential = (row: Row): Row => ({
  ...row,
  sequential: true,
  only: (call) => call.endsWith('getAll') || isCreate(call),
});

const withShortTimeout = (row: Row): Row => ({ ...row, timeoutMs: 400 });

const statuses = [301, 302, 303, 307, 308];

/** A row whose fault affects the second request of `project.revoke`, which requests the list. */
const onListAfterRevoke = (plan: string, effect: Exclude<Effect, 'works'>): Row => ({
  plan: `only-get-${plan}`,
  expected: () => ({
    outcome: revokedUnread(effect),
    requests: [`${requests['project.revoke']} ×1`, ...expected('project.getAll', effect).requests],
  }),
  only: (call) => call === 'project.revoke',
});

const otherKey = (call: Call): Expected => ({
  outcome: { resolved: { ...resolved(call), ids: ['ak_other'] } },
  requests: requestsOf(call),
});

const replacedCharacters = (call: Call): Expected => ({
  outcome: { resolved: { ...resolved(call), names: ['c\ufffd\ufffd\ufffdi'] } },
  requests: requestsOf(call),
});

/** The first response of `project.revoke` contains no key, so this fault only affects the second one. */
const onlyListIsInvalid: Partial<Record<Call, Expected>> = {
  'project.revoke': {
    outcome: revokedUnread('invalid'),
    requests: requestsOf('project.revoke'),
  },
};

/** The list is valid, but does not say that the key is revoked. */
const listIsNotRevoked: Partial<Record<Call, Expected>> = {
  'project.revoke': {
    outcome: expected('project.revoke', 'invalid').outcome,
    requests: requestsOf('project.revoke'),
  },
};

const errorResponse = (status: number, errors = 1): ErrorResponse => ({ status, errors });

/** The list is valid, but does not have the key. */
const notFound = (call: Call): Expected => ({
  outcome: expected(call, errorResponse(404)).outcome,
  requests: requestsOf(call),
});

export const table: Row[] = [
  ...all('works', 'ok', 'json-as-html', 'json-of-no-type', 'byte-order-mark', 'reset-after-body'),

  // The connection.
  ...all('network', 'reset-before', 'reset-in-headers', 'reset-after-headers', 'reset-in-body'),
  ...all('network', 'close-before', 'length-too-long', 'chunks-cut', 'chunks-garbled'),
  ...all('network', 'lengths-that-differ', 'no-http'),
  // Chromium accepts the incomplete headers as a response without a body.
  ...all('invalid', 'close-in-headers', 'length-too-short'),
  ...all('timeout', 'stall-before', 'stall-in-headers', 'stall-in-body', 'drip').map(
    withShortTimeout,
  ),
  recovers('reset-before', 2, (call) => !isCreate(call)),
  recovers('reset-in-body', 1, (call) => !isCreate(call)),

  // Redirects. The package never follows them.
  ...statuses.flatMap((status) =>
    all('redirect', `redirect-${status}-away`, `redirect-${status}-home`),
  ),

  // Error responses. statuses.spec.ts tests all statuses.
  recovers('status-503-html', 2, (call) => !isCreate(call)),
  recovers('status-429-empty', 2),
  recovers('status-401-json', 1),
  ...all({ status: 503, errors: 1, retryAfter: 61 }, 'status-503-later'),
  ...all({ status: 429, errors: 1, retryAfter: 61 }, 'status-429-later'),

  // The body.
  ...all('invalid', 'html', 'html-as-json', 'utf-16', 'cut', 'twice'),
  ...all('invalid', 'number', 'text', 'true', 'empty-object', 'list-of-null', 'nested'),
  ...all('works', 'nested-claims', 'proto-claims'),
  ...all('invalid', 'proto-key'),
  ...all(errorResponse(422), 'proto-meta'),
  ...all('works', 'huge-json').map(sequential),
  ...all('invalid', 'huge-junk').map(sequential),
  { plan: 'invalid-utf-8', expected: replacedCharacters },
  except('null', 'invalid', {
    'project.getAll': {
      outcome: { resolved: { ids: [], names: [], hasSecret: false, revoked: [] } },
      requests: requestsOf('project.getAll'),
    },
    'project.reload': notFound('project.reload'),
  }),

  // The fields.
  except('wrong-created_at', 'invalid', onlyListIsInvalid),
  except('wrong-scopes', 'invalid', onlyListIsInvalid),
  except('wrong-name', 'invalid', onlyListIsInvalid),
  except('other-key', 'invalid', {
    ...listIsNotRevoked,
    'clerk.getAll': otherKey('clerk.getAll'),
    'clerk.create': otherKey('clerk.create'),
    'project.getAll': otherKey('project.getAll'),
    'project.create': otherKey('project.create'),
    'clerk.reload': notFound('clerk.reload'),
    'project.reload': notFound('project.reload'),
  }),
  except('no-secret', 'works', {
    'clerk.create': expected('clerk.create', 'invalid'),
    'project.create': expected('project.create', 'invalid'),
  }),
  except('still-active', 'works', {
    'clerk.revoke': expected('clerk.revoke', 'invalid'),
    ...listIsNotRevoked,
  }),

  // The key is revoked, but the list request fails.
  onListAfterRevoke('reset-in-body', 'network'),
  onListAfterRevoke('html', 'invalid'),
  onListAfterRevoke('status-404-html', errorResponse(404, 0)),
  onListAfterRevoke('status-503-json', errorResponse(503)),
  withShortTimeout(onListAfterRevoke('stall-in-body', 'timeout')),
];
