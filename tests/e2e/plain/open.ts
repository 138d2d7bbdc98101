import type { Page } from '@playwright/test';

declare global {
  /** The package that the host page imported. */
  var apikeys: typeof import('apikeys-wasm');
}

/** The URL pattern of the WebAssembly file. */
export const wasm = '**/apikeys_wasm_bg.wasm';

/** Opens the plain host page, optionally with a Content-Security-Policy. */
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

/** Lists Ada's keys. Returns their number, or the error. */
export function count(page: Page, token: string) {
  return page.evaluate(async (token) => {
    const { APIKeys } = apikeys;
    const options = { frontendApi: `${location.origin}/__clerk`, getToken: () => token };
    // The signal makes the call add a listener.
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
