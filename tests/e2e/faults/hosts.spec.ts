import { expect, test } from './fixtures.ts';
import { ends, type Host, install, known } from './hosts.ts';

for (const [host, end] of Object.entries(ends)) {
  test(`where ${host}, a call settles, and the next one works`, async ({ page }, info) => {
    await page.addInitScript(install, known);
    await page.goto('/');
    await page.waitForFunction(() => 'apikeys' in globalThis);
    await page.evaluate(() => apikeys.load());
    const address = `/fault/${info.testId}-${info.retry}/status-503-json~1`;
    const given = [host as Host, address] as const;
    const found = await page.evaluate((given) => spoiltThenWhole(...given), given);
    expect(found).toEqual([end, 1]);
  });
}
