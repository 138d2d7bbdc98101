import { expect, type Page } from '@playwright/test';
import type {} from './site/main.tsx';

/** Opens the host page with this many keys on its server. Nothing is rendered yet. */
export async function openManager(page: Page, keys: number): Promise<void> {
  await page.goto('/');
  await page.evaluate((keys) => manager.server.add(keys), keys);
}

/** Opens the host page and renders the manager with these props. */
export async function renderManager(
  page: Page,
  keys: number,
  props: Parameters<typeof manager.render>[0] = {},
): Promise<void> {
  await openManager(page, keys);
  await page.evaluate((props) => manager.render(props), props);
  await expect(page.getByRole('table')).toBeVisible();
}
