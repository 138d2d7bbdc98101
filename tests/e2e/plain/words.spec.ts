import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import { count, openPlain, wasm } from './open.ts';

test.use({ site: 'plain' });

const inline = "import 'apikeys-wasm/inline', which needs no file";
const notFetched =
  'its file could not be fetched from FILE. See that it is served there, and that nothing blocks it, ' +
  `such as the connect-src of a Content-Security-Policy; or ${inline}. A later call tries again`;
const tooOld = 'the browser is too old (needed are Chrome 96, Firefox 90, Safari 15 or later)';
const another =
  'what was loaded from FILE is another file, or damaged: see what is served there, or ' +
  `${inline}. Or ${tooOld}`;

interface Host {
  /** The page's Content-Security-Policy. */
  policy?: string;
  /** Makes the browser such a host, once the page is there. */
  become: (page: Page) => Promise<unknown>;
  /** FILE stands for the file's address. */
  words: string;
  /** What the browser itself says of it, FILE again. */
  complaints?: string[];
}

const hosts: Record<string, Host> = {
  'without WebAssembly': {
    become: (page) => page.evaluate(() => Reflect.deleteProperty(globalThis, 'WebAssembly')),
    words: `this host has none: it is switched off, as in Lockdown Mode, or ${tooOld}`,
  },
  'without fetch': {
    become: (page) => page.evaluate(() => Reflect.set(globalThis, 'fetch', undefined)),
    words: `this host has no fetch; ${inline}`,
  },
  'whose network is down': {
    become: (page) => page.route(wasm, (route) => route.abort('connectionrefused')),
    words: notFetched,
    complaints: ['Failed to load resource: net::ERR_CONNECTION_REFUSED'],
  },
  'that has no such file': {
    become: (page) => page.route(wasm, (route) => route.fulfill({ status: 404 })),
    words: notFetched,
    complaints: ['404 /apikeys-wasm/apikeys_wasm_bg.wasm'],
  },
  'that gives a page instead': {
    become: (page) =>
      page.route(wasm, (route) =>
        route.fulfill({ contentType: 'text/html', body: '<!doctype html>' }),
      ),
    words: another,
  },
  'whose policy blocks the file': {
    policy: "connect-src 'none'",
    become: async () => undefined,
    words: notFetched,
    complaints: [
      "Connecting to 'FILE' violates the following Content Security Policy directive: " +
        '"connect-src \'none\'". The action has been blocked.',
      "Fetch API cannot load FILE. Refused to connect because it violates the document's " +
        'Content Security Policy.',
    ],
  },
  'that is an old browser': {
    become: (page) =>
      page.evaluate(() => {
        const refuse = async () => {
          throw new WebAssembly.CompileError('invalid value type 0x6f');
        };
        Object.assign(WebAssembly, { instantiate: refuse, instantiateStreaming: refuse });
      }),
    words: another,
  },
};

for (const [what, { policy, become, words, complaints = [] }] of Object.entries(hosts)) {
  test(`what a host ${what} is told`, async ({ page, session, standIn, watch }) => {
    const named = (text: string) =>
      text.replace('FILE', `${standIn.origin}/apikeys-wasm/apikeys_wasm_bg.wasm`);
    await openPlain(page, policy);
    await become(page);
    expect(await count(page, session.token)).toEqual({
      code: 'wasm_load_failed',
      message: `apikeys-wasm could not load its WebAssembly: ${named(words)}`,
    });
    for (const complaint of complaints) watch.intend(named(complaint));
  });
}
