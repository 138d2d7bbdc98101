import { answerAtOnce } from './answers.ts';
import { collectGarbage } from './samples.ts';

/** What each side has ready once it is imported. */
export interface Side {
  /** Everything until keys can be shown. */
  begin(): Promise<unknown>;
}

/** Milliseconds from the import to the end of the beginning. A page can do it once. */
async function first(side: 'ours' | 'original'): Promise<number> {
  answerAtOnce();
  collectGarbage(); // The page's own, which neither side has made.
  const start = performance.now();
  const file = new URL(`/${side}.js`, location.href); // Not the bundler's to find.
  const { begin }: Side = await import(file.href);
  await begin();
  const time = performance.now() - start;
  once(`/${side}.js`);
  if (side === 'ours') once('.wasm');
  return time;
}

/** Sees that no file was fetched a second time. */
function once(ending: string): void {
  const names = performance.getEntriesByType('resource').map(({ name }) => name);
  const times = names.filter((name) => name.endsWith(ending)).length;
  if (times !== 1) throw new Error(`${ending} was fetched ${times} times`);
}

declare global {
  /** What the bench finds on the page of a first call. */
  var firstCall: typeof first;
}

globalThis.firstCall = first;
