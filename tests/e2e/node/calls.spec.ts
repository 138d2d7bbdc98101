// A separate file, because `cargo xtask test` also runs it with another build of the package.

import { expect, serverTest as test } from '../fixtures.ts';
import { pkg } from '../paths.ts';
import { run } from './run.ts';

test('every call works in Node, and the process exits', async ({ standIn, session }) => {
  expect(await run('calls.js', pkg, standIn.origin, session.token)).toEqual({
    hasSecret: true,
    total_count: 1,
    revoked: true,
    reloaded: [true, 'It was in a log.'],
    conflict: [409, 'token_creation_conflict'],
  });
});
