import type { Page } from '@playwright/test';
import type {} from '../harness/site/main.ts';
import type { StandIn } from '../standin/process.ts';

/** Opens the harness on an origin, with a Frontend API on another, attaches this package, and loads Clerk. */
export async function openAcrossOrigins(
  page: Page,
  standIn: StandIn,
  origin: string,
  instance: 'development-elsewhere' | 'live' | 'satellite',
): Promise<void> {
  await page.goto(`${origin}/?instance=${instance}&frontendApi=${standIn.frontendApi}`);
  await page.evaluate(async () => {
    harness.attach();
    await harness.load();
  });
  await standIn.journal.clear();
}
