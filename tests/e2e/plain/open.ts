import type { Page } from '@playwright/test';

declare global {
  /** The package, as the page imported it. */
  var apikeys: typeof import('apikeys-wasm');
}

/** Where the package looks for its WebAssembly. */
export const wasm = '**/apikeys_wasm_bg.wasm';

/** Opens the page, with a Content-Security-Policy where one is given. */
export async function openPlain(page: Page, policy?: string): Promise<void> {
  if (policy) {
    await page.route('/', async (route) => {
      const response = await route.fetch();
      const headers = { ...response.headers(), 'content-security-policy': policy };
      await route.fulfill({ response, headers });
    });
  }
  await page.goto('/');
  await page.waitForFunction(() => 'apikeys' in globalThis);
}

/** A list of Ada's keys: how many there are, or the error. */
export function count(page: Page, token: string) {
  return page.evaluate(async (token) => {
    const { APIKeys } = apikeys;
    const options = { frontendApi: `${location.origin}/__clerk`, getToken: () => token };
    // A signal makes the call listen to it.
    const { signal } = new AbortController();
    return outcome(new APIKeys(options).getAll({}, { signal }));

    async function outcome(list: Promise<{ total_count: number }>) {
      try {
        return (await list).total_count;
      } catch (error) {
        const { code, message } = error as { code: string; message: string };
        return { code, message };
      }
    }
  }, token);
}
