import { expect, test } from '@playwright/test';
import { run } from './run.ts';

const timeout = (milliseconds: number) => [
  'timeout',
  `no answer within ${milliseconds} ms: the WebAssembly was loading`,
];

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
