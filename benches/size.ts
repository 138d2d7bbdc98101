import { readFile } from 'node:fs/promises';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { number, type Section, table } from './table.ts';

/** What a browser downloads, file by file. */
export async function size(): Promise<Section> {
  const wasm = weigh(await readFile('node_modules/apikeys-wasm/apikeys_wasm_bg.wasm'));
  const javaScript = weigh(await bundled("export { APIKeys } from 'apikeys-wasm';"));
  const clerk = weigh(await readFile('node_modules/@clerk/clerk-js/dist/clerk.browser.js'));
  const ours = wasm.map((bytes, i) => bytes + (javaScript[i] ?? 0));

  const row = (name: string, sizes: number[]) => [name, ...sizes.map((bytes) => number(bytes))];
  const share = ours.map((bytes, i) => number(bytes / (clerk[i] ?? 0), 2));
  return {
    title: 'Size in bytes',
    lines: table([
      ['', 'raw', 'gzip 9', 'brotli 11'],
      row('WebAssembly', wasm),
      row('JavaScript', javaScript),
      row('apikeys-wasm together', ours),
      row('clerk-js', clerk),
      ['apikeys-wasm ÷ clerk-js', ...share],
    ]),
  };
}

const bestBrotli = { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } };

const weigh = (file: Uint8Array) => [
  file.length,
  gzipSync(file, { level: 9 }).length,
  brotliCompressSync(file, bestBrotli).length,
];

/** As a page's bundler makes it, without what the page does not use. */
async function bundled(contents: string): Promise<Uint8Array> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: '.' },
    bundle: true,
    minify: true,
    format: 'esm',
    write: false,
  });
  const [file] = outputFiles;
  if (!file) throw new Error('esbuild wrote nothing');
  return file.contents;
}
