import { testBuilds } from '../built.ts';
import { expect, expectKeysShown, expectListedAndCreated, test } from '../fixtures.ts';
import { Server } from '../server.ts';

testBuilds('vite');

test('vite, the server for development', async ({ page, standIn, seen }) => {
  const args = ['--host', '127.0.0.1', '--port', '0', '--force'];
  const vite = await Server.start('vite', 'vite', args, { STAND_IN: standIn.origin });
  try {
    await page.goto(vite.origin);
    await expectKeysShown(page);
    await expectListedAndCreated(standIn);
    expect(seen.requested('.wasm')).toHaveLength(1);
    seen.check(vite.origin);
  } finally {
    await vite.stop();
  }
});
