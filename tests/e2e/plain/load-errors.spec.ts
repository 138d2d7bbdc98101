import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import { count, openPlain, wasm } from './open.ts';

test.use({ site: 'plain' });

const inline = "import 'apikeys-wasm/inline', which needs no file";
const notFetched =
  'its file could not be fetched from FILE. See that it is served there, and that nothing blocks it, ' +
  `such as the connect-src of a Content-Security-Policy; or ${inline}. A later call tries again`;
const tooOld = 'the browser is too old (needed are Chrome 96, Firefox 90, Safari 15 or later)';
const wrongFile =
  'what was loaded from FILE is another file, or damaged: see what is served there, or ' +
  `${inline}. Or ${tooOld}`;

interface Host {
  /** The Content-Security-Policy of the host page. */
  policy?: string;
  /** Turns the opened host page into such a host. */
  prepare: (page: Page) => Promise<unknown>;
  /** The end of the message. FILE stands for the URL of the file. */
  message: string;
  /** The errors of the browser itself. FILE stands for the URL of the file. */
  consoleErrors?: string[];
}

const hosts: Record<string, Host> = {
  'without WebAssembly': {
    prepare: (page) => page.evaluate(() => Reflect.deleteProperty(globalThis, 'WebAssembly')),
    message: `this host has none: it is switched off, as in Lockdown Mode, or ${tooOld}`,
  },
  'without fetch': {
    prepare: (page) => page.evaluate(() => Reflect.set(globalThis, 'fetch', undefined)),
    message: `this host has no fetch; ${inline}`,
  },
  'whose network is down': {
    prepare: (page) => page.route(wasm, (route) => route.abort('connectionrefused')),
    message: notFetched,
    consoleErrors: ['Failed to load resource: net::ERR_CONNECTION_REFUSED'],
  },
  'that has no such file': {
    prepare: (page) => page.route(wasm, (route) => route.fulfill({ status: 404 })),
    message: notFetched,
    consoleErrors: ['404 /apikeys-wasm/apikeys_wasm_bg.wasm'],
  },
  'that serves HTML instead': {
    prepare: (page) =>
      page.route(wasm, (route) =>
        route.fulfill({ contentType: 'text/html', body: '<!doctype html>' }),
      ),
    message: wrongFile,
  },
  'whose policy blocks the file': {
    policy: "connect-src 'none'",
    prepare: async () => undefined,
    message: notFetched,
    consoleErrors: [
      "Connecting to 'FILE' violates the following Content Security Policy directive: " +
        '"connect-src \'none\'". The action has been blocked.',
      "Fetch API cannot load FILE. Refused to connect because it violates the document's " +
        'Content Security Policy.',
    ],
  },
  'that is an old browser': {
    prepare: (page) =>
      page.evaluate(() => {
        const reject = async () => {
          throw new WebAssembly.CompileError('invalid value type 0x6f');
        };
        Object.assign(WebAssembly, { instantiate: reject, instantiateStreaming: reject });
      }),
    message: wrongFile,
  },
};

for (const [host, { policy, prepare, message, consoleErrors = [] }] of Object.entries(hosts)) {
  test(`the load error on a host ${host}`, async ({ page, session, standIn, monitor }) => {
    const withUrl = (text: string) =>
      text.replace('FILE', `${standIn.origin}/apikeys-wasm/apikeys_wasm_bg.wasm`);
    await openPlain(page, policy);
    await prepare(page);
    expect(await count(page, session.token)).toEqual({
      code: 'wasm_load_failed',
      message: `apikeys-wasm could not load its WebAssembly: ${withUrl(message)}`,
    });
    for (const error of consoleErrors) monitor.expectError(withUrl(error));
  });
}
