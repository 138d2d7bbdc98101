import { readFile } from 'node:fs/promises';
import { itemsOf } from './module.ts';
import { bundled } from './size.ts';
import { number, print, table } from './table.ts';

const most = 30;

// What the package is made of, the largest first. Takes the module with its names, which the package has no longer.
const [file] = process.argv.slice(2);
if (!file) throw new Error('Which module? Name its file.');

const rows = (items: [string, number][]) =>
  items
    .toSorted(([, one], [, other]) => other - one)
    .slice(0, most)
    .map(([name, bytes]) => [withoutHashes(name).slice(0, 110), number(bytes)]);

/** `wasm_bindgen` of `wasm_bindgen[e44edd6d937718a7]`. */
const withoutHashes = (name: string) => name.replace(/\[[0-9a-f]{16}\]/g, '');

print({
  title: `The largest ${most} items of the module, in bytes before compression`,
  lines: table(rows(itemsOf(await readFile(file)))),
});
const { inputs } = await bundled();
print({
  title: 'The JavaScript, by its sources',
  lines: table(
    rows(Object.entries(inputs).map(([name, { bytesInOutput }]) => [name, bytesInOutput])),
  ),
});
