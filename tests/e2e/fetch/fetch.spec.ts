import { expect, test } from '../fixtures.ts';
import type { Implementation } from './site/main.ts';

test.use({ site: 'fetch' });

const implementations: Implementation[] = [
  'native',
  'whatwg-fetch',
  'OpenTelemetry',
  'a Proxy over Response',
  'headers in a copy of init',
  'a new Request',
  'the Response of another realm',
];

for (const implementation of implementations) {
  test(`calls work over ${implementation}`, async ({ page, session, monitor }) => {
    await page.goto('/');
    const outcome = await page.evaluate(
      ([implementation, token]) => fetches.exercise(implementation, token),
      [implementation, session.token] as const,
    );
    monitor.expectError('409 /__clerk/api_keys'); // The refused create.
    expect(outcome).toEqual({
      hasSecret: true,
      description: 'Déjà vu',
      total_count: 1,
      revoked: true,
      refusal: [409, 'token_creation_conflict'],
    });
    if (implementation !== 'OpenTelemetry') return;
    const spans = () =>
      page.evaluate(() => fetches.spans().filter((url) => /api_keys/.test(`${url}`)));
    await expect.poll(async () => (await spans()).length).toBe(4);
  });
}

test('no implementation is left out', async ({ page }) => {
  await page.goto('/');
  expect(await page.evaluate(() => fetches.implementations)).toEqual(implementations);
});
