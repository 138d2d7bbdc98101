import { Session } from '../../e2e/standin/session.ts';
import { existingKey, expect, expectListedAndCreated, test } from '../fixtures.ts';
import { run } from '../run.ts';

test('an import has no side effects', async () => {
  const printed = await run('node', process.execPath, ['import.js']);
  expect(JSON.parse(printed)).toEqual({ calls: [], globals: [] });
});

for (const script of ['calls.js', 'calls-inline.js', 'calls.cjs']) {
  test(`${script} lists and creates keys, and exits`, async ({ standIn }) => {
    const { token } = await Session.begin(standIn.origin);
    const env = { FRONTEND_API: `${standIn.origin}/__clerk`, SESSION_TOKEN: token };
    const printed = await run('node', process.execPath, [script], env);
    expect(JSON.parse(printed)).toEqual({
      names: [existingKey],
      created: expect.stringMatching(/^ak_\w+$/),
    });
    await expectListedAndCreated(standIn);
  });
}
