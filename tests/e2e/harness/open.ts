import type { Page } from '@playwright/test';
import type {} from './site/main.ts';

/** Opens the harness, attaches this package, and loads Clerk. */
export async function openHarness(page: Page, instance = 'production'): Promise<void> {
  await page.goto(`/?instance=${instance}`);
  await page.evaluate(async () => {
    harness.attach();
    await harness.load();
  });
}
