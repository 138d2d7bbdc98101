import { readFile } from 'node:fs/promises';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { number, type Section, table } from './table.ts';

interface Weight {
  raw: number;
  gzip: number;
  brotli: number;
}

/** What a browser downloads, file by file. */
export async function size(): Promise<Section> {
  const { wasm, javaScript, together } = await weighed();
  const clerk = weigh(await readFile('node_modules/@clerk/clerk-js/dist/clerk.browser.js'));

  const cells = ({ raw, gzip, brotli }: Weight, digits = 0) =>
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

/** What is downloaded for the class of Clerk's keys. */
export async function weighed() {
  const wasm = weigh(await readFile('node_modules/apikeys-wasm/apikeys_wasm_bg.wasm'));
  const javaScript = weigh((await bundled()).contents);
  return { wasm, javaScript, together: eachOf((kind) => wasm[kind] + javaScript[kind]) };
}

const eachOf = (value: (kind: keyof Weight) => number): Weight => ({
  raw: value('raw'),
  gzip: value('gzip'),
  brotli: value('brotli'),
});

const bestBrotli = { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } };

const weigh = (file: Uint8Array): Weight => ({
  raw: file.length,
  gzip: gzipSync(file, { level: 9 }).length,
  brotli: brotliCompressSync(file, bestBrotli).length,
});

/** As a page's bundler makes it, without what the page does not use: the file, and how much of it is each source's. */
export async function bundled() {
  const { outputFiles, metafile } = await build({
    stdin: { contents: "export { APIKeys } from 'apikeys-wasm';", resolveDir: '.' },
    outfile: 'bundle.js',
    metafile: true,
    bundle: true,
    minify: true,
    format: 'esm',
    write: false,
  });
  const [file] = outputFiles;
  if (!file) throw new Error('esbuild wrote nothing');
  const inputs = Object.values(metafile.outputs)[0]?.inputs ?? {};
  return { contents: file.contents, inputs };
}
