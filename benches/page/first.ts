import { respondImmediately } from './responses.ts';
import { collectGarbage } from './samples.ts';

/** What the script of a library exports. */
export interface Library {
  /** Everything that happens before a page can show keys. */
  begin(): Promise<unknown>;
}

/** Milliseconds from `import()` until `begin()` settles. Each page can measure it once. */
async function measure(library: 'ours' | 'original'): Promise<number> {
  respondImmediately();
  collectGarbage(); // Neither library made this garbage.
  const start = performance.now();
  const file = new URL(`/${library}.js`, location.href); // The bundler must not resolve it.
  const { begin }: Library = await import(file.href);
  await begin();
  const time = performance.now() - start;
  expectOneFetch(`/${library}.js`);
  if (library === 'ours') expectOneFetch('.wasm');
  return time;
}

/** Checks that the page fetched the file exactly once. */
function expectOneFetch(ending: string): void {
  const names = performance.getEntriesByType('resource').map(({ name }) => name);
  const times = names.filter((name) => name.endsWith(ending)).length;
  if (times !== 1) throw new Error(`${ending} was fetched ${times} times`);
}

declare global {
  /** The bench calls it in the page. */
  var firstCall: typeof measure;
}

globalThis.firstCall = measure;
