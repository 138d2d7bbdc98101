import { readFile } from 'node:fs/promises';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { number, type Section, table } from './table.ts';

interface Size {
  raw: number;
  gzip: number;
  brotli: number;
}

/** The size of every file that a browser downloads. */
export async function size(): Promise<Section> {
  const { wasm, javaScript, together } = await packageSize();
  const clerk = sizeOf(await readFile('node_modules/@clerk/clerk-js/dist/clerk.browser.js'));

  const cells = ({ raw, gzip, brotli }: Size, digits = 0) =>
    [raw, gzip, brotli].map((value) => number(value, digits));
  const share = eachOf((kind) => together[kind] / clerk[kind]);
  return {
    title: 'Size in bytes',
    lines: table([
      ['', 'raw', 'gzip 9', 'brotli 11'],
      ['WebAssembly', ...cells(wasm)],
      ['JavaScript', ...cells(javaScript)],
      ['apikeys-wasm together', ...cells(together)],
      ['clerk-js', ...cells(clerk)],
      ['apikeys-wasm ÷ clerk-js', ...cells(share, 2)],
    ]),
  };
}

/** What a browser downloads for `APIKeys`. */
export async function packageSize() {
  const wasm = sizeOf(await readFile('node_modules/apikeys-wasm/apikeys_wasm_bg.wasm'));
  const javaScript = sizeOf((await bundled()).contents);
  return { wasm, javaScript, together: eachOf((kind) => wasm[kind] + javaScript[kind]) };
}

const eachOf = (value: (kind: keyof Size) => number): Size => ({
  raw: value('raw'),
  gzip: value('gzip'),
  brotli: value('brotli'),
});

const bestBrotli = { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } };

export const sizeOf = (file: Uint8Array): Size => ({
  raw: file.length,
  gzip: gzipSync(file, { level: 9 }).length,
  brotli: brotliCompressSync(file, bestBrotli).length,
});

/** Bundles the JavaScript as a host page does, and gives the share of each source file. */
export async function bundled() {
  const { outputFiles, metafile } = await build({
    stdin: { contents: "export { APIKeys } from 'apikeys-wasm';", resolveDir: '.' },
    outfile: 'bundle.js',
    metafile: true,
    bundle: true,
    minify: true,
    format: 'esm',
    preserveSymlinks: true, // ../pkg is a package in node_modules: esbuild hides warnings about it.
    write: false,
  });
  const [file] = outputFiles;
  if (!file) throw new Error('esbuild wrote no file');
  const inputs = Object.values(metafile.outputs)[0]?.inputs ?? {};
  return { contents: file.contents, inputs };
}
