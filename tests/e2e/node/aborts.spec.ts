import { expect, test } from '@playwright/test';
import { run } from './run.ts';

test('an abort ends an iteration at the key that is handled', async () => {
  const ends = [3, 103, 203, 250].map((seen) => [seen, 'stopped']);
  expect(await run('aborts.js')).toEqual([...ends, ...ends]);
});
