import { testBuilds, testDevelopmentServer } from '../bundle-tests.ts';
import { expect, expectManagerWorks, test } from '../fixtures.ts';
import { path } from '../paths.ts';

testBuilds('vite');
testDevelopmentServer('vite', { name: 'Vite', program: 'vite', args: [] });

test.describe('the manager, built by vite', () => {
  test.use({ site: path('vite/dist-manager') });

  test('lists and creates keys', async ({ page, standIn, monitor }) => {
    await page.goto(standIn.origin);
    await expectManagerWorks(page);
    expect(monitor.requested('.wasm')).toHaveLength(1);
    monitor.check(standIn.origin);
  });
});
