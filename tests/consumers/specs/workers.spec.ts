import { Session } from '../../e2e/standin/session.ts';
import { existingKey, expect, expectListedAndCreated, test } from '../fixtures.ts';
import { Server } from '../server.ts';

interface Worker {
  script: string;
  compatibilityDate?: string;
}

/** Runs a worker in workerd and returns its answer. */
async function answerOf(
  { script, compatibilityDate = '2026-03-01' }: Worker,
  frontendApi: string,
  token = '',
): Promise<unknown> {
  const args = ['dev', script, '--ip', '127.0.0.1', '--port', '0', '--inspector-port', '0'];
  args.push('--compatibility-date', compatibilityDate, '--var', `FRONTEND_API:${frontendApi}`);
  const server = await Server.start('workers', 'wrangler', args, {
    CI: '1',
    WRANGLER_SEND_METRICS: 'false',
  });
  try {
    const response = await fetch(server.origin, { headers: { 'X-Session-Token': token } });
    return await response.json();
  } finally {
    await server.stop();
  }
}

const versions = {
  'a recent compatibility date': '2026-03-01',
  'a date before workerd knew the cache option': '2024-01-01',
};

for (const [name, compatibilityDate] of Object.entries(versions)) {
  test(`a Cloudflare Worker with ${name} lists and creates keys`, async ({ standIn }) => {
    const { token } = await Session.begin(standIn.origin);
    const worker = { script: 'worker.js', compatibilityDate };
    expect(await answerOf(worker, `${standIn.origin}/__clerk`, token)).toEqual({
      names: [existingKey],
      created: expect.stringMatching(/^ak_\w+$/),
    });
    await expectListedAndCreated(standIn);
  });
}

for (const script of ['without-load.js', 'inline.js']) {
  test(`the load error of a Cloudflare Worker names load(module): ${script}`, async () => {
    expect(await answerOf({ script }, 'https://clerk.example.com')).toEqual({
      code: 'wasm_load_failed',
      message:
        'apikeys-wasm could not load its WebAssembly: this host forbids to compile bytes, as Cloudflare Workers and edge ' +
        'runtimes do. Import the file as a module, and pass it to load() before the first call: ' +
        "import module from 'apikeys-wasm/apikeys_wasm_bg.wasm'; await load(module)",
    });
  });
}
