import type { JSHandle } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import { pkg } from '../paths.ts';
import { count, openPlain, wasm } from './open.ts';

test.use({ site: 'plain' });

const file = `${pkg}/apikeys_wasm_bg.wasm`;

test('concurrent first calls load the WebAssembly once, the import does not', async ({
  page,
  session,
}) => {
  const fetched: string[] = [];
  page.on('request', (request) => {
    fetched.push(new URL(request.url()).pathname);
  });
  await openPlain(page);
  await page.waitForLoadState('load');
  expect(fetched).toContain('/apikeys-wasm/index.js');
  const otherPaths = fetched.filter((path) => path !== '/' && !path.endsWith('.js'));
  expect(otherPaths).toEqual([]);

  expect(await Promise.all([count(page, session.token), count(page, session.token)])).toEqual([
    0, 0,
  ]);
  expect(await count(page, session.token)).toBe(0);
  expect(fetched.filter((path) => path.endsWith('.wasm'))).toEqual([
    '/apikeys-wasm/apikeys_wasm_bg.wasm',
  ]);
});

test('a wrong MIME type of the file does not matter', async ({ page, session }) => {
  await page.route(wasm, (route) => route.fulfill({ path: file, contentType: 'text/plain' }));
  await openPlain(page);
  expect(await count(page, session.token)).toBe(0);
});

const failures = {
  'is missing': { response: { status: 404 }, errors: ['404 /apikeys-wasm/apikeys_wasm_bg.wasm'] },
  'is HTML': { response: { contentType: 'text/html', body: '<p>' }, errors: [] },
  'is damaged': { response: { contentType: 'application/wasm', body: '\0asm' }, errors: [] },
};

for (const [problem, { response, errors }] of Object.entries(failures)) {
  test(`after a load error because the file ${problem}, the next call tries again`, async ({
    page,
    session,
    monitor,
  }) => {
    await page.route(wasm, (route) => route.fulfill(response));
    await openPlain(page);
    expect(await count(page, session.token)).toMatchObject({ code: 'wasm_load_failed' });
    for (const error of errors) monitor.expectError(error);

    await page.unroute(wasm);
    expect(await count(page, session.token)).toBe(0);
  });
}

type Source = Parameters<typeof apikeys.load>[0];

const sources: Record<string, (path: string) => Source | Promise<Source>> = {
  'a URL string': (path) => path,
  'a URL': (path) => new URL(path, location.href),
  'a response': (path) => fetch(path),
  bytes: async (path) => (await fetch(path)).arrayBuffer(),
  'a module': (path) => WebAssembly.compileStreaming(fetch(path)),
};

for (const [type, source] of Object.entries(sources)) {
  test(`load() accepts ${type}, and a second load() has no effect`, async ({ page, session }) => {
    await page.route('/elsewhere.wasm', (route) => route.fulfill({ path: file }));
    await page.route(wasm, (route) => route.abort());
    await openPlain(page);
    const handle = await page.evaluateHandle(source, '/elsewhere.wasm');
    await page.evaluate((source) => apikeys.load(source), handle as JSHandle<Source>);

    await page.evaluate(() => apikeys.load('/nowhere.wasm'));
    expect(await count(page, session.token)).toBe(0);
  });
}

/** Hosts whose streaming compilation refuses the response. Each function turns the host page into one. */
const withoutStreaming: Record<string, () => unknown> = {
  'has no streaming': () => {
    Object.assign(WebAssembly, { compileStreaming: undefined, instantiateStreaming: undefined });
  },
  'refuses to stream': () => {
    const refuse = async () => {
      throw new TypeError('Argument 0 must be a Response or a Promise of one');
    };
    Object.assign(WebAssembly, { compileStreaming: refuse, instantiateStreaming: refuse });
  },
  'has an instrumented Response': () => {
    const { fetch } = globalThis;
    globalThis.fetch = async (...args) =>
      new Proxy(await fetch(...args), {
        get(response, name) {
          const value = Reflect.get(response, name);
          return typeof value === 'function' ? value.bind(response) : value;
        },
      });
  },
  'has a polyfilled Response': () => {
    const { fetch } = globalThis;
    class Polyfill {
      readonly response: Response;
      constructor(response: Response) {
        this.response = response;
      }
      get ok() {
        return this.response.ok;
      }
      get status() {
        return this.response.status;
      }
      get headers() {
        return this.response.headers;
      }
      clone() {
        return new Polyfill(this.response.clone());
      }
      arrayBuffer() {
        return this.response.arrayBuffer();
      }
      text() {
        return this.response.text();
      }
    }
    Object.assign(globalThis, {
      Response: Polyfill,
      fetch: async (...args: Parameters<typeof fetch>) => new Polyfill(await fetch(...args)),
    });
  },
  'has a mock with few members': () => {
    const { fetch } = globalThis;
    Object.assign(globalThis, {
      fetch: async (...args: Parameters<typeof fetch>) => {
        const response = await fetch(...args);
        return {
          status: response.status,
          headers: response.headers,
          arrayBuffer: () => response.arrayBuffer(),
          json: () => response.json(),
        };
      },
    });
  },
  "has another window's Response": () => {
    const frame = document.body.appendChild(document.createElement('iframe'));
    const { contentWindow } = frame;
    if (contentWindow) globalThis.fetch = contentWindow.fetch.bind(contentWindow);
  },
};

for (const [host, prepare] of Object.entries(withoutStreaming)) {
  test(`calls work on a host that ${host}`, async ({ page, session }) => {
    await openPlain(page);
    await page.evaluate(prepare);
    expect(await count(page, session.token)).toBe(0);
  });

  test(`load() of a response works on a host that ${host}`, async ({ page, session }) => {
    await page.route('/elsewhere.wasm', (route) => route.fulfill({ path: file }));
    await page.route(wasm, (route) => route.abort());
    await openPlain(page);
    await page.evaluate(prepare);
    await page.evaluate(async () => apikeys.load(await fetch('/elsewhere.wasm')));
    expect(await count(page, session.token)).toBe(0);
  });
}
