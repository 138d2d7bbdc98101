import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { install as installSoak, parts } from './soak.ts';
import { install as installWorld, known } from './world.ts';

// Some tens of seconds on a machine that is busy with something else.
test.setTimeout(180_000);

/** Another one each time. To see a failure again, SOAK_SEED names its seed. */
const seed = Number(process.env.SOAK_SEED ?? Date.now() % 2 ** 31);

const calls = 10_000;
const atOnce = 40;
/** After so many calls garbage is collected, so that memory tells what is left, not what waits to be collected. */
const chunk = 500;
/** Four pages, which the moment when most calls are under way decides: 27 bytes a call. */
const wasmAllowance = 4 * 65_536;
/** What the engine notes about code that it runs: 50 bytes a call. */
const heapAllowance = 500_000;

test(`${calls} random calls all settle, as documented, and leave nothing`, async ({ page }) => {
  await page.addInitScript(installWorld, known);
  await page.addInitScript(installSoak, parts);
  await page.goto('/');
  await page.waitForFunction(() => 'apikeys' in globalThis);
  await page.evaluate(() => apikeys.load());
  const ends: Record<string, number> = {};
  const soakFor = async (size: number, at: number) => {
    const tally = await run(page, seed + at, size);
    expect(tally, `seed ${seed}`).toMatchObject({ settled: tally.started, wrong: [] });
    for (const [end, times] of Object.entries(tally.ends)) ends[end] = (ends[end] ?? 0) + times;
    const heap = await heapInUse(page);
    return { wasm: await page.evaluate(() => world.bytes()), heap };
  };

  const { wasm } = await soakFor(100, -1);
  const { heap } = await soakFor(chunk, 0);
  let now = { wasm, heap };
  for (let done = chunk; done < calls; done += chunk) now = await soakFor(chunk, done);

  // That all of it was there to go wrong.
  expect(Object.keys(ends).sort(), `seed ${seed}: ${JSON.stringify(ends)}`).toEqual(reached);
  expect.soft(now.wasm - wasm, `seed ${seed}: WebAssembly`).toBeLessThanOrEqual(wasmAllowance);
  expect.soft(now.heap - heap, `seed ${seed}: JavaScript`).toBeLessThanOrEqual(heapAllowance);
});

const reached = [
  ...['aborted', 'api_response_error', 'create_outcome_unknown', 'host_callback_failed'],
  ...['invalid_params', 'invalid_response', 'invalid_token', 'network_error', 'no_resource'],
  ...['no_session_token', 'resolved', 'stale_session_token', 'timeout'],
];

function run(page: Page, seed: number, calls: number) {
  return page.evaluate(([seed, calls, atOnce]) => soak.run(seed, calls, atOnce), [
    seed,
    calls,
    atOnce,
  ] as const);
}

/** Twice with a pause: what the first collection finalizes, the second frees, in the WebAssembly too. */
async function heapInUse(page: Page): Promise<number> {
  const devTools = await page.context().newCDPSession(page);
  for (let i = 0; i < 2; i++) {
    await devTools.send('HeapProfiler.collectGarbage');
    await page.waitForTimeout(20);
  }
  const { usedSize } = await devTools.send('Runtime.getHeapUsage');
  await devTools.detach();
  return usedSize;
}
