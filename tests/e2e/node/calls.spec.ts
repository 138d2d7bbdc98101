// By itself, because `cargo xtask test` runs it with another build of the package, too.

import { expect, serverTest as test } from '../fixtures.ts';
import { pkg } from '../places.ts';
import { run } from './run.ts';

test('every call works in Node, and leaves nothing behind', async ({ standIn, session }) => {
  expect(await run('calls.js', pkg, standIn.origin, session.token)).toEqual({
    hasSecret: true,
    total_count: 1,
    revoked: true,
    reloaded: [true, 'It was in a log.'],
    refused: [409, 'token_creation_conflict'],
  });
});
