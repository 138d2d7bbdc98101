import { type Call, isCreate, requests } from './calls.ts';
import { type Expected, expected, type Outcome, resolved, whole } from './expected.ts';

/** A fault, and what each call comes to where the server has it. */
export interface Row {
  plan: string;
  expected(call: Call): Expected;
  /** The calls it is for, where not for all of them. */
  only?: (call: Call) => boolean;
  timeoutMs?: number;
  /** One call after the other: the answers are too large for more. */
  alone?: true;
}

/** The same for all calls. */
const all = (outcome: Outcome, ...plans: string[]): Row[] =>
  plans.map((plan) => ({ plan, expected: (call) => expected(call, outcome) }));

/** The same for all calls but some. */
const but = (plan: string, outcome: Outcome, others: Partial<Record<Call, Expected>>): Row => ({
  plan,
  expected: (call) => others[call] ?? expected(call, outcome),
});

/** It works once the fault is over. */
const after = (plan: string, times: number, only?: (call: Call) => boolean): Row => ({
  plan: `${plan}~${times}`,
  expected: (call) => ({ end: { resolved: resolved(call) }, seen: whole(call, times + 1) }),
  ...(only && { only }),
});

const alone = (row: Row): Row => ({
  ...row,
  alone: true,
  only: (call) => call.endsWith('getAll') || isCreate(call),
});

const briefly = (row: Row): Row => ({ ...row, timeoutMs: 400 });

const statuses = [301, 302, 303, 307, 308];

/** The outcome of the second request of a revoke of a project's keys. */
const onRereading = (plan: string, outcome: Outcome): Row => ({
  plan: `only-get-${plan}`,
  expected: () => ({
    ...expected('project.getAll', outcome),
    seen: [`${requests['project.revoke']} ×1`, ...expected('project.getAll', outcome).seen],
  }),
  only: (call) => call === 'project.revoke',
});

const other = (call: Call): Expected => ({
  end: { resolved: { ...resolved(call), ids: ['ak_other'] } },
  seen: whole(call),
});

const mangled = (call: Call): Expected => ({
  end: { resolved: { ...resolved(call), names: ['c\ufffd\ufffd\ufffdi'] } },
  seen: whole(call),
});

/** A revoke of a project's keys whose first answer cannot be at fault. */
const onlyRereadingIsInvalid: Partial<Record<Call, Expected>> = {
  'project.revoke': {
    end: expected('project.revoke', 'invalid').end,
    seen: whole('project.revoke'),
  },
};

const refused = (status: number, errors = 1): Outcome => ({ status, errors });

const missing: Expected = {
  end: expected('project.reload', refused(404)).end,
  seen: whole('project.reload'),
};

export const table: Row[] = [
  ...all('works', 'ok', 'json-as-html', 'json-of-no-type', 'byte-order-mark', 'reset-after-body'),

  // The connection.
  ...all('network', 'reset-before', 'reset-in-headers', 'reset-after-headers', 'reset-in-body'),
  ...all('network', 'close-before', 'length-too-long', 'chunks-cut', 'chunks-garbled'),
  ...all('network', 'lengths-that-differ', 'no-http'),
  // What Chromium has of the headers then is an answer to it, without a body.
  ...all('invalid', 'close-in-headers', 'length-too-short'),
  ...all('timeout', 'stall-before', 'stall-in-headers', 'stall-in-body', 'drip').map(briefly),
  after('reset-before', 2, (call) => !isCreate(call)),
  after('reset-in-body', 1, (call) => !isCreate(call)),

  // Redirects, which are never followed.
  ...statuses.flatMap((status) =>
    all('redirect', `redirect-${status}-away`, `redirect-${status}-home`),
  ),

  // Refusals; all of them are in statuses.spec.ts.
  after('status-503-html', 2, (call) => !isCreate(call)),
  after('status-429-empty', 2),
  after('status-401-json', 1),
  ...all({ status: 503, errors: 1, retryAfter: 61 }, 'status-503-later'),
  ...all({ status: 429, errors: 1, retryAfter: 61 }, 'status-429-later'),

  // The body.
  ...all('invalid', 'html', 'html-as-json', 'utf-16', 'cut', 'twice'),
  ...all('invalid', 'number', 'text', 'true', 'empty-object', 'list-of-null', 'nested'),
  ...all('works', 'nested-claims', 'proto-claims'),
  ...all('invalid', 'proto-key'),
  ...all(refused(422), 'proto-meta'),
  ...all('works', 'huge-json').map(alone),
  ...all('invalid', 'huge-junk').map(alone),
  { plan: 'invalid-utf-8', expected: mangled },
  but('null', 'invalid', {
    'project.getAll': {
      end: { resolved: { ids: [], names: [], hasSecret: false, revoked: [] } },
      seen: whole('project.getAll'),
    },
    'project.reload': missing,
  }),

  // The fields.
  but('wrong-created_at', 'invalid', onlyRereadingIsInvalid),
  but('wrong-scopes', 'invalid', onlyRereadingIsInvalid),
  but('wrong-name', 'invalid', onlyRereadingIsInvalid),
  but('other-key', 'invalid', {
    ...onlyRereadingIsInvalid,
    'clerk.getAll': other('clerk.getAll'),
    'clerk.create': other('clerk.create'),
    'project.getAll': other('project.getAll'),
    'project.create': other('project.create'),
    'project.reload': missing,
  }),
  but('no-secret', 'works', {
    'clerk.create': expected('clerk.create', 'invalid'),
    'project.create': expected('project.create', 'invalid'),
  }),
  but('still-active', 'works', {
    'clerk.revoke': expected('clerk.revoke', 'invalid'),
    ...onlyRereadingIsInvalid,
  }),

  // The key was deleted, and cannot be read again.
  onRereading('reset-in-body', 'network'),
  onRereading('html', 'invalid'),
  onRereading('status-404-html', refused(404, 0)),
  onRereading('status-503-json', refused(503)),
  briefly(onRereading('stall-in-body', 'timeout')),
];
