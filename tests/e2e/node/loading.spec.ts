import { expect, test } from '@playwright/test';
import { pkg } from '../paths.ts';
import { run } from './run.ts';

const timeout = (milliseconds: number) => [
  'timeout',
  `no response within ${milliseconds} ms: the WebAssembly was loading`,
];
const stale = [
  'stale_session_token',
  'the user or the organization changed while the call began; nothing was sent',
];
const noToken = ['no_session_token', expect.any(String)];
const listOf = (subject: string) => ['api_response_error', subject];

test('aborts and timeouts end calls while the WebAssembly loads', async () => {
  const methods = ['create', 'getAll', 'revoke', 'reload', 'rotate', 'iterate'];
  expect(await run('never-loads.js')).toEqual({
    abortedBefore: Object.fromEntries(methods.map((method) => [method, 'left'])),
    abortedLater: { getAll: 'left later', iterate: 'left later' },
    listeners: [2, 0],
    timedOut: {
      ofCall: timeout(20),
      ofIterate: timeout(25),
      ofObject: timeout(30),
      ofClerk: timeout(40),
      ofProject: timeout(50),
      fraction: timeout(1),
      // The object's own.
      notANumber: timeout(30),
      infinite: timeout(30),
      negative: timeout(30),
      zero: timeout(30),
      text: timeout(30),
    },
    unreadable: { signal: timeout(20), timeoutMs: timeout(30), ofObject: timeout(20) },
    longDelays: [30_000, 30_000, 2 ** 31 - 1],
    withoutReason: [true, 'AbortError'],
    timers: 0,
  });
});

test('calls that began while the WebAssembly loads go on afterwards', async () => {
  const { asked, ...outcomes } = (await run('loads-later.js', pkg)) as { asked: number };
  expect(outcomes).toEqual({
    aborted: 'left',
    signIn: listOf('user_1'),
    nobody: noToken,
    signOut: stale,
    otherUser: stale,
    sameUser: listOf('user_1'),
    otherMember: stale,
    sameMember: listOf('org_1'),
    namedSignIn: listOf('org_1'),
    namedOtherUser: stale,
    namedSameUser: listOf('org_1'),
    fromNull: listOf('user_1'),
    fromUndefined: listOf('user_1'),
    fromEmpty: listOf('user_1'),
    fromOther: stale,
    notText: ['host_callback_failed', 'getSubject must return a string, null or undefined'],
    literal: listOf('org_1'),
    ofClass: listOf('org_1'),
    noSignal: ['invalid_params', 'signal must be an AbortSignal'],
    withoutMembers: ['invalid_params', 'signal must be an AbortSignal'],
    unreadable: ['invalid_params', 'signal could not be read: its getter threw (see cause)'],
    timeoutMs: ['invalid_params', 'timeoutMs must be a number of milliseconds, more than 0'],
    unused: noToken,
    askedWhileLoading: 0,
    timers: 0,
  });
  // The module may ask, at most once in each of the two calls.
  expect(asked).toBeLessThanOrEqual(2);
});

const failed = ['wasm_load_failed', expect.any(String)];
const attempts = {
  'a source beside one that fails': { failing: failed },
  'a source beside one that stalls': {},
  'two sources at once': {},
  'a call after one that stalls for minutes': {},
  'an address as text': {},
};
for (const [scenario, ends] of Object.entries(attempts)) {
  test(`${scenario} loads the WebAssembly`, async () => {
    expect(await run('loads-again.js', pkg, scenario)).toEqual({ ...ends, call: noToken });
  });
}
