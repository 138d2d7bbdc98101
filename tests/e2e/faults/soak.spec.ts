import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { install as installRandomHost, values } from './random-host.ts';
import { install as installSoak, parameters } from './soak.ts';

// Takes tens of seconds on a busy machine.
test.setTimeout(180_000);

/** A new seed for each run. Set SOAK_SEED to repeat a failed run. */
const seed = Number(process.env.SOAK_SEED ?? Date.now() % 2 ** 31);

const calls = 10_000;
const concurrency = 40;
/** The number of calls between two garbage collections. After each one, memory is measured. */
const batch = 500;
/** Four memory pages, or 27 bytes a call. The peak of concurrent calls determines the size. */
const wasmAllowance = 4 * 65_536;
/** 50 bytes a call, for what the engine records about running code. */
const heapAllowance = 500_000;

test(`${calls} random calls all settle as documented, without memory leaks`, async ({ page }) => {
  await page.addInitScript(installRandomHost, values);
  await page.addInitScript(installSoak, parameters);
  await page.goto('/');
  await page.waitForFunction(() => 'apikeys' in globalThis);
  await page.evaluate(() => apikeys.load());
  const outcomes: Record<string, number> = {};
  const soakBatch = async (size: number, at: number) => {
    const tally = await run(page, seed + at, size);
    expect(tally, `seed ${seed}`).toMatchObject({ settled: tally.started, violations: [] });
    for (const [outcome, times] of Object.entries(tally.outcomes))
      outcomes[outcome] = (outcomes[outcome] ?? 0) + times;
    const heap = await heapInUse(page);
    return { wasm: await page.evaluate(() => randomHost.bytes()), heap };
  };

  const { wasm } = await soakBatch(100, -1);
  const { heap } = await soakBatch(batch, 0);
  let now = { wasm, heap };
  for (let done = batch; done < calls; done += batch) now = await soakBatch(batch, done);

  // Checks that the random calls reached every outcome.
  expect(Object.keys(outcomes).sort(), `seed ${seed}: ${JSON.stringify(outcomes)}`).toEqual(
    allOutcomes,
  );
  expect.soft(now.wasm - wasm, `seed ${seed}: WebAssembly`).toBeLessThanOrEqual(wasmAllowance);
  expect.soft(now.heap - heap, `seed ${seed}: JavaScript`).toBeLessThanOrEqual(heapAllowance);
});

const allOutcomes = [
  ...['aborted', 'api_response_error', 'create_outcome_unknown', 'host_callback_failed'],
  ...['invalid_params', 'invalid_response', 'invalid_token', 'network_error', 'no_resource'],
  ...['no_session_token', 'resolved', 'stale_session_token', 'timeout'],
];

function run(page: Page, seed: number, calls: number) {
  return page.evaluate(([seed, calls, concurrency]) => soak.run(seed, calls, concurrency), [
    seed,
    calls,
    concurrency,
  ] as const);
}

/** Collects garbage twice with a pause: the second run frees what the first one finalized, also in WebAssembly. */
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
