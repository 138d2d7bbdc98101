import { expect, test } from '@playwright/test';
import { run } from './run.ts';

test('dropped objects are collected, and what is left of them works', async () => {
  const reloaded = { isCollected: true, isSame: true, secret: 'ak_secret' };
  const searched = { isCollected: true, code: 'create_outcome_unknown', candidates: 0 };
  expect(await run('collect.js')).toEqual({
    survivors: { attach: 0, 'attach with options': 0, fromClerk: 0, 'fromClerk with options': 0 },
    reloaded: { fromClerk: reloaded, 'fromClerk with options': reloaded, new: reloaded },
    searched: { fromClerk: searched, 'fromClerk with options': searched, new: searched },
    meanwhile: {
      fromClerk: 1,
      'fromClerk with options': 1,
      new: 1,
      attach: 1,
      'attach with options': 1,
    },
  });
});
