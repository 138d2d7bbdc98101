import { type Defect, install, outcomes, parameters } from './defects.ts';
import { expect, test } from './fixtures.ts';

for (const [defect, outcome] of Object.entries(outcomes)) {
  test(`a call settles if ${defect}, and the next call works`, async ({ page }, info) => {
    await page.addInitScript(install, parameters);
    await page.goto('/');
    await page.waitForFunction(() => 'apikeys' in globalThis);
    await page.evaluate(() => apikeys.load());
    const path = `/fault/${info.testId}-${info.retry}/status-503-json~1`;
    const args = [defect as Defect, path] as const;
    const result = await page.evaluate((args) => callWithDefectThenWithout(...args), args);
    expect(result).toEqual([outcome, 1]);
  });
}
