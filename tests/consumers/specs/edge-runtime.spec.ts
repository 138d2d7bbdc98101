import { Session } from '../../e2e/standin/session.ts';
import { existingKey, expect, expectListedAndCreated, test } from '../fixtures.ts';
import { run } from '../run.ts';

test('the edge runtime lists and creates keys with load(module)', async ({ standIn }) => {
  const { token } = await Session.begin(standIn.origin);
  const env = { FRONTEND_API: `${standIn.origin}/__clerk`, SESSION_TOKEN: token };
  const printed = await run('edge-runtime', process.execPath, ['run.js', 'module'], env);
  expect(JSON.parse(printed)).toEqual({
    names: [existingKey],
    created: expect.stringMatching(/^ak_\w+$/),
  });
  await expectListedAndCreated(standIn);
});

test('the load error of the edge runtime names load(module)', async () => {
  const printed = await run('edge-runtime', process.execPath, ['run.js']);
  expect(JSON.parse(printed)).toEqual({
    code: 'wasm_load_failed',
    message: expect.stringContaining('this host forbids to compile bytes'),
  });
});
