import type { Page } from 'playwright-core';
import type { Open } from './browser.ts';
import { number, type Section, table } from './table.ts';

const marks = [100, 10_000];

/** The memory in use after many calls. Each library runs in its own page. */
export async function memory(open: Open): Promise<Section> {
  const ours = await open((page) => measure(page, 'ours'));
  const original = await open((page) => measure(page, 'original'));
  const row = (name: string, bytes: number[]) => [
    name,
    ...bytes.map((value) => number(value)),
    number((bytes.at(-1) ?? 0) - (bytes[0] ?? 0)),
  ];
  return {
    title: 'Memory in bytes: one third lists of 1 000 keys, one third new keys, one third errors',
    lines: table([
      ['', ...marks.map((calls) => `${number(calls)} calls`), 'growth'],
      row('WebAssembly, apikeys-wasm', ours.wasm),
      row('JS heap after GC, apikeys-wasm', ours.heap),
      row('JS heap after GC, clerk-js', original.heap),
    ]),
  };
}

async function measure(page: Page, library: 'ours' | 'original') {
  const wasm: number[] = [];
  const heap: number[] = [];
  let done = 0;
  await page.evaluate(async () => (await bench).respondImmediately());
  for (const mark of marks) {
    await page.evaluate(async ([library, calls]) => (await bench).mixedCalls(library, calls), [
      library,
      mark - done,
    ] as const);
    done = mark;
    wasm.push(await page.evaluate(async () => (await bench).wasmBytes()));
    heap.push(await heapInUse(page));
  }
  return { wasm, heap };
}

/** Collects garbage twice, with a pause: the second collection frees objects that the first one finalizes. */
async function heapInUse(page: Page): Promise<number> {
  const devTools = await page.context().newCDPSession(page);
  for (let i = 0; i < 2; i++) {
    await devTools.send('HeapProfiler.collectGarbage');
    await page.waitForTimeout(100);
  }
  const { usedSize } = await devTools.send('Runtime.getHeapUsage');
  await devTools.detach();
  return usedSize;
}
