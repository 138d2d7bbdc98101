import { basename } from 'node:path';
import type { Page, Route } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import { pkg } from '../paths.ts';
import { count, openPlain, wasm } from './open.ts';

test.use({ site: 'plain' });

const inline = "import 'apikeys-wasm/inline', which needs no file";
const notFetched =
  'its file could not be fetched from FILE. See that it is served there, and that nothing blocks it, ' +
  `such as the connect-src of a Content-Security-Policy; or ${inline}. A later call tries again`;
const tooOld = 'the browser is too old (needed are Chrome 96, Firefox 90, Safari 15 or later)';
const damaged = `what was loaded from FILE is another file, or damaged. See what is served there, or ${inline}`;
const answered = (what: string) =>
  `the server answered with ${what} at FILE. See that the file is served there, or ${inline}. ` +
  'A later call tries again';
const policy =
  "the page's Content-Security-Policy forbids it; add 'wasm-unsafe-eval' to its script-src";
const memory =
  'there is not enough memory for it. A later call tries again, once other tabs or programs are closed';

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
    message: answered('status 404'),
    consoleErrors: ['404 /apikeys-wasm/apikeys_wasm_bg.wasm'],
  },
  'that serves HTML instead': {
    prepare: (page) =>
      page.route(wasm, (route) =>
        route.fulfill({ contentType: 'text/html', body: '\n<!doctype html>' }),
      ),
    message: answered('an HTML page'),
  },
  'that serves a damaged file': {
    prepare: (page) => serveModule(page, Buffer.from('\0asm')),
    message: damaged,
  },
  'that serves another file with a wrong MIME type': {
    prepare: (page) =>
      page.route(wasm, (route) => route.fulfill({ contentType: 'text/plain', body: 'Welcome' })),
    message: damaged,
  },
  'that serves the file of another version': {
    prepare: (page) => serveModule(page, importing('./apikeys_wasm_bg.js')),
    message:
      'the file from FILE is of another version of the package than its JavaScript: ' +
      `serve both from one version, or ${inline}`,
  },
  'that serves the file of another package': {
    prepare: (page) => serveModule(page, importing('env')),
    message: damaged,
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
        Object.assign(WebAssembly, {
          compile: reject,
          compileStreaming: reject,
          instantiate: reject,
          instantiateStreaming: reject,
          validate: () => false,
        });
      }),
    message: tooOld,
  },
  'without memory': {
    prepare: (page) => replaceInstantiate(page, 'RangeError', outOfMemory),
    message: memory,
  },
  'without memory, in the words of Firefox': {
    prepare: (page) => replaceInstantiate(page, 'InternalError', 'out of memory'),
    message: memory,
  },
  'whose policy forbids it, in the words of an older Chrome': {
    prepare: (page) => replaceInstantiate(page, 'CompileError', embedder),
    message: policy,
  },
};

/** A module that imports a function from another module. */
function importing(module: string): Buffer {
  const imported = [1, module.length, ...Buffer.from(module), 1, 0x66, 0, 0];
  const types = [1, 4, 1, 0x60, 0, 0];
  return Buffer.from([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, ...types, 2, imported.length, ...imported]);
}

const outOfMemory =
  'WebAssembly.instantiate(): Out of memory: Cannot allocate Wasm memory for new instance';
const embedder = 'WebAssembly.instantiate(): Wasm code generation disallowed by embedder';

function serveModule(page: Page, body: Buffer): Promise<unknown> {
  return page.route(wasm, (route) => route.fulfill({ contentType: 'application/wasm', body }));
}

/** Makes the instantiation of a module fail with an error of this name. */
function replaceInstantiate(page: Page, name: string, message: string): Promise<unknown> {
  return page.evaluate(
    ([name, message]) => {
      WebAssembly.instantiate = async () => {
        throw Object.defineProperty(new Error(message), 'name', { value: name });
      };
    },
    [name, message] as const,
  );
}

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

/** Serves the package from where Vite's development server moves a dependency, without its file. */
async function openMoved(page: Page, answer: Parameters<Route['fulfill']>[0]): Promise<void> {
  await page.route('**/node_modules/.vite/deps/*.js', (route) =>
    route.fulfill({ path: `${pkg}/${basename(new URL(route.request().url()).pathname)}` }),
  );
  await page.route(wasm, (route) => route.fulfill(answer));
  await openPlain(page);
  await page.evaluate(async () => {
    const address = '/node_modules/.vite/deps/index.js';
    globalThis.apikeys = await import(address);
  });
}

const moved = { HTML: { contentType: 'text/html', body: '<!doctype html>' }, 404: { status: 404 } };

for (const [what, answer] of Object.entries(moved)) {
  test(`the load error names the line for Vite's configuration, after ${what}`, async ({
    page,
    session,
    monitor,
  }) => {
    await openMoved(page, answer);
    expect(await count(page, session.token)).toEqual({
      code: 'wasm_load_failed',
      message:
        "apikeys-wasm could not load its WebAssembly: Vite's development server moved the JavaScript " +
        "away from its file. Add optimizeDeps: { exclude: ['apikeys-wasm'] } to vite.config",
    });
    if (what === '404') monitor.expectError('404 /node_modules/apikeys-wasm/apikeys_wasm_bg.wasm');
  });
}

test('where Vite moved the JavaScript, the file is found in the folder of the package', async ({
  page,
  session,
}) => {
  await openMoved(page, { path: `${pkg}/apikeys_wasm_bg.wasm` });
  await page.unroute(wasm);
  await page.route('/node_modules/apikeys-wasm/apikeys_wasm_bg.wasm', (route) =>
    route.fulfill({ path: `${pkg}/apikeys_wasm_bg.wasm` }),
  );
  expect(await count(page, session.token)).toBe(0);
});
