import { readFile } from 'node:fs/promises';
import { itemsOf } from './module.ts';
import { bundled } from './size.ts';
import { number, print, table } from './table.ts';

const shown = 30;

// Lists the largest parts of the package. The argument is a module with function names: the module in the package has none.
const [file] = process.argv.slice(2);
if (!file) throw new Error('usage: npm run items MODULE.wasm');

const rows = (items: [string, number][]) =>
  items
    .toSorted(([, one], [, other]) => other - one)
    .slice(0, shown)
    .map(([name, bytes]) => [withoutHashes(name).slice(0, 110), number(bytes)]);

/** `wasm_bindgen` of `wasm_bindgen[e44edd6d937718a7]`. */
const withoutHashes = (name: string) => name.replace(/\[[0-9a-f]{16}\]/g, '');

print({
  title: `The largest ${shown} items of the module, in bytes before compression`,
  lines: table(rows(itemsOf(await readFile(file)))),
});
const { inputs } = await bundled();
print({
  title: 'The JavaScript, by source file',
  lines: table(
    rows(Object.entries(inputs).map(([name, { bytesInOutput }]) => [name, bytesInOutput])),
  ),
});
