// The example of docs/react.md, as it is written there.

import { expect, openHooks, test } from './open.ts';

test('the search waits until the user has finished typing', async ({ page }) => {
  await openHooks(page, 'user_1', ['deploy', 'backup']);
  await page.evaluate(() => hooks.renderReadme());
  const list = page.getByRole('listitem');
  await expect(list).toHaveText([/backup/, /deploy/]);

  // With timers of the page, so that a busy machine delays the example's own timer too.
  await page.getByRole('searchbox').evaluate(async (input: HTMLInputElement) => {
    const value = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value');
    for (const text of ['d', 'de', 'dep']) {
      value?.set?.call(input, text);
      input.dispatchEvent(new Event('input', { bubbles: true }));
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  });
  await expect(list).toHaveText([/deploy/]);
  const queries = await page.evaluate(() => hooks.server.requests.map(({ query }) => query));
  expect(queries).toEqual(['', 'dep']);
});
