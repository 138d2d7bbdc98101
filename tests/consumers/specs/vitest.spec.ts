import { Session } from '../../e2e/standin/session.ts';
import { expect, expectListedAndCreated, test } from '../fixtures.ts';
import { run } from '../run.ts';

test('vitest with jsdom lists and creates keys', async ({ standIn }) => {
  const { token } = await Session.begin(standIn.origin);
  const env = { FRONTEND_API: `${standIn.origin}/__clerk`, SESSION_TOKEN: token };
  const printed = await run('vitest', 'npm', ['test'], env);
  expect(printed).toMatch(/Tests +\d+ passed/);
  await expectListedAndCreated(standIn);
});
