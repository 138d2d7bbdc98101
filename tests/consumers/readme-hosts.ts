import { readdirSync, readFileSync } from 'node:fs';
import { path } from './paths.ts';

/** Maps the first words of each row in the table of hosts to the folder of the host. */
const folders = {
  'Next.js': 'next',
  'Vite,': 'vite',
  'Vite 7': 'vite-older',
  webpack: 'webpack',
  Rsbuild: 'rsbuild',
  Astro: 'astro',
  SvelteKit: 'sveltekit',
  Angular: 'angular',
  Parcel: 'parcel',
  Rollup: 'rollup',
  esbuild: 'esbuild',
  'a page without': 'plain',
  'a page at': 'file',
  'a module Worker': 'service-worker',
  'a Chrome extension': 'extension',
  Node: 'node',
  Bun: 'bun',
  Deno: 'deno',
  Cloudflare: 'workers',
  'edge-runtime': 'edge-runtime',
  Vitest: 'vitest',
  Jest: 'jest',
};

/** The documents that have the table. */
export const documents = ['docs/hosts.md'];

/** A row of a table of hosts, and the files of the host's project. */
interface Row {
  host: string;
  /** The code in the row. */
  snippets: string[];
  versions: string[];
  /** The text of all source files of the project. */
  project: string;
  manifest: string;
}

/** The rows of the table of hosts in a document. */
export function rows(document: string): Row[] {
  const lines = readFileSync(path(`../../${document}`), 'utf8').split('\n');
  return Object.entries(folders).map(([host, folder]) => {
    const line = lines.find((line) => line.startsWith(`| ${host}`));
    if (!line) throw new Error(`The table of hosts in ${document} has no ${host}`);
    const [code = '', version = ''] = line.split('|').slice(2);
    return {
      host,
      snippets: [...code.matchAll(/`(.+?)`/g)].map(([, snippet = '']) => snippet),
      versions: [...version.matchAll(/\d+\.\d+\.\d+/g)].map(([version]) => version),
      project: sourceOf(folder),
      manifest: readFileSync(path(`${folder}/package.json`), 'utf8'),
    };
  });
}

/** The text of the files in the project's root and in its folders `public`, `src` and `workspace`. */
export function sourceOf(folder: string): string {
  const folders = ['', 'public', 'src', 'workspace'].map((inner) => path(`${folder}/${inner}`));
  return folders.flatMap((folder) => textsIn(folder)).join('\n');
}

function textsIn(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name !== 'package-lock.json')
      .map((entry) => readFileSync(`${folder}/${entry.name}`, 'utf8'));
  } catch {
    return [];
  }
}
