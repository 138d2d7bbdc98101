import { expect, test } from '../fixtures.ts';
import { run } from '../run.ts';
import { testCalls } from '../runtime-tests.ts';

test('an import has no side effects', async () => {
  const printed = await run('node', process.execPath, ['import.js']);
  expect(JSON.parse(printed)).toEqual({ calls: [], globals: [] });
});

for (const script of ['calls.js', 'calls-inline.js', 'calls.cjs']) {
  testCalls('node', process.execPath, [script]);
}
