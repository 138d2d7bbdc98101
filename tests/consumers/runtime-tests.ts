import { Session } from '../e2e/standin/session.ts';
import { existingKey, expect, expectListedAndCreated, test } from './fixtures.ts';
import { run } from './run.ts';

/** Tests a script of a host: it lists the keys, creates one, prints both, and exits. */
export function testCalls(host: string, program: string, args: string[]): void {
  test(`${host}: ${args.at(-1)} lists and creates keys, and exits`, async ({ standIn }) => {
    const { token } = await Session.begin(standIn.origin);
    const env = { FRONTEND_API: `${standIn.origin}/__clerk`, SESSION_TOKEN: token };
    const printed = await run(host, program, args, env);
    expect(JSON.parse(printed)).toEqual({
      names: [existingKey],
      created: expect.stringMatching(/^ak_\w+$/),
    });
    await expectListedAndCreated(standIn);
  });
}
