import { testBuilds } from '../bundle-tests.ts';
import {
  expect,
  expectKeysShown,
  expectListedAndCreated,
  expectManagerWorks,
  test,
} from '../fixtures.ts';
import { path } from '../paths.ts';
import { Server } from '../server.ts';

testBuilds('vite');

test('the vite development server lists and creates keys', async ({ page, standIn, monitor }) => {
  const args = ['--host', '127.0.0.1', '--port', '0', '--force'];
  const vite = await Server.start('vite', 'vite', args, { STAND_IN: standIn.origin });
  try {
    await page.goto(vite.origin);
    await expectKeysShown(page);
    await expectListedAndCreated(standIn);
    expect(monitor.requested('.wasm')).toHaveLength(1);
    monitor.check(vite.origin);
  } finally {
    await vite.stop();
  }
});

test.describe('the manager, built by vite', () => {
  test.use({ site: path('vite/dist-manager') });

  test('lists and creates keys', async ({ page, standIn, monitor }) => {
    await page.goto(standIn.origin);
    await expectManagerWorks(page);
    expect(monitor.requested('.wasm')).toHaveLength(1);
    monitor.check(standIn.origin);
  });
});
