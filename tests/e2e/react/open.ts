import { expect, type Page } from '@playwright/test';
import { test as base } from '../fixtures.ts';
import type {} from './site/main.tsx';

export interface HooksOptions {
  /** The host page, by its version of React. */
  react: 'react' | 'react-18';
}

export const test = base.extend<HooksOptions>({
  react: ['react', { option: true }],
  site: ({ react }, use) => use(react),
});

export { expect };

/** Opens the host page, with these keys on the fake server and this user signed in. */
export async function openHooks(page: Page, user: string | null, keys: string[] = []) {
  await page.goto('/');
  await page.evaluate(
    ([user, keys]) => {
      if (!user) return;
      hooks.server.add(user, ...keys);
      hooks.clerk.setUser(user);
    },
    [user, keys] as const,
  );
}

export type HookState = ReturnType<typeof hooks.state>;

/** Waits until the state of the hook has these members. */
export async function expectState(page: Page, state: Partial<HookState>): Promise<void> {
  await expect.poll(() => page.evaluate(() => hooks.state())).toMatchObject(state);
}

/** The requests that reached the fake server: `GET` with query and offset, else the method. */
export function requests(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    hooks.server.requests
      .filter(({ aborted }) => !aborted)
      .map(({ method, query, offset }) => (method === 'GET' ? `GET ${query}@${offset}` : method)),
  );
}

/** The names of keys, newest first, as in a list. */
export const newestFirst = (from: number, to: number) =>
  Array.from({ length: from - to + 1 }, (_, i) => `Key ${from - i}`);

export const keys = (count: number) => newestFirst(count, 1).toReversed();
