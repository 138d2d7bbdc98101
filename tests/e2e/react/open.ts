import { expect, type Page } from '@playwright/test';
import type {} from './site/main.tsx';

/** Opens the page, with these keys on its server and this user signed in. */
export async function openHooks(page: Page, user: string | null, keys: string[] = []) {
  await page.goto('/');
  await page.evaluate(
    ([user, keys]) => {
      if (!user) return;
      hooks.world.add(user, ...keys);
      hooks.clerk.become(user);
    },
    [user, keys] as const,
  );
}

export type Shown = ReturnType<typeof hooks.shown>;

/** Waits until the hook shows this, among other things. */
export async function expectShown(page: Page, shown: Partial<Shown>): Promise<void> {
  await expect.poll(() => page.evaluate(() => hooks.shown())).toMatchObject(shown);
}

/** What reached the server of the page: `GET` with search and offset, else the method. */
export function requests(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    hooks.world.sent
      .filter(({ aborted }) => !aborted)
      .map(({ method, query, offset }) => (method === 'GET' ? `GET ${query}@${offset}` : method)),
  );
}

/** Names of keys, the newest first, as lists have them. */
export const newestFirst = (from: number, to: number) =>
  Array.from({ length: from - to + 1 }, (_, i) => `Key ${from - i}`);

export const keys = (count: number) => newestFirst(count, 1).toReversed();
