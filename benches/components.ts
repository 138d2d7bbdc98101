import { build } from 'esbuild';
import { sizeOf } from './size.ts';
import { number, type Section, table } from './table.ts';

/** What a host page already has. */
const external = ['react', 'react-dom', 'react/jsx-runtime', '@tanstack/react-query'];

/** Components that manage API keys, with the styles that they need. */
const components = {
  'apikeys-wasm': [
    "export { APIKeyManager } from 'apikeys-wasm/manager';",
    "import 'apikeys-wasm/manager.css';",
  ],
  WorkOS: [
    "export { ApiKeys, WorkOsWidgets } from '@workos-inc/widgets';",
    "import '@workos-inc/widgets/styles.css';",
    "import '@radix-ui/themes/styles.css';",
  ],
  Zuplo: [
    "export { default } from '@zuplo/react-api-key-manager';",
    "import '@zuplo/react-api-key-manager/index.css';",
  ],
};

/** The size of each component, bundled as a host page does. Ours is without the module, which the first table has. */
export async function componentSize(): Promise<Section> {
  const rows = Object.entries(components).map(async ([name, lines]) => {
    const files = await bundled(lines.join('\n'));
    return ['.js', '.css'].map((kind) => [
      `${name}, ${kind.slice(1)}`,
      ...sizesOf(files, kind).map((value) => number(value, 0)),
    ]);
  });
  const cells = (await Promise.all(rows)).flat();
  return {
    title: 'Components that manage API keys, size in bytes, without React and TanStack Query',
    lines: table([['', 'raw', 'gzip 9', 'brotli 11'], ...cells]),
  };
}

interface File {
  path: string;
  contents: Uint8Array;
}

async function bundled(contents: string): Promise<File[]> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: '.' },
    outfile: 'bundle.js',
    bundle: true,
    minify: true,
    format: 'esm',
    define: { 'process.env.NODE_ENV': '"production"' },
    // The first table has the module and its JavaScript.
    external: [...external, '*/facade.js'],
    preserveSymlinks: true,
    write: false,
  });
  return outputFiles;
}

function sizesOf(files: File[], kind: string): number[] {
  const file = files.find(({ path }) => path.endsWith(kind));
  if (!file) throw new Error(`esbuild wrote no ${kind} file`);
  const { raw, gzip, brotli } = sizeOf(file.contents);
  return [raw, gzip, brotli];
}
