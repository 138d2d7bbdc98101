import { readdirSync, readFileSync } from 'node:fs';
import { path } from './paths.ts';

/** Maps the first words of each row in README's table of hosts to the folder of the host. */
const folders = {
  Vite: 'vite',
  webpack: 'webpack',
  Parcel: 'parcel',
  'Next.js': 'next',
  Rollup: 'rollup',
  esbuild: 'esbuild',
  'a page': 'plain',
  'a module Worker': 'service-worker',
  'a Chrome extension': 'extension',
  Node: 'node',
  Vitest: 'vitest',
};

/** A row of README's table of hosts, and the files of the host's project. */
interface Row {
  host: string;
  /** The code in the row. */
  snippets: string[];
  versions: string[];
  /** The text of all source files of the project. */
  project: string;
  manifest: string;
}

/** The rows of README's table of hosts. */
export function rows(): Row[] {
  const readme = readFileSync(path('../../README.md'), 'utf8');
  const [, section = ''] = readme.split('\n## Hosts\n');
  return Object.entries(folders).map(([host, folder]) => {
    const line = section.split('\n').find((line) => line.startsWith(`| ${host}`));
    if (!line) throw new Error(`README's table of hosts has no ${host}`);
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

/** The text of the files in the project's root and in its `public` folder. */
export function sourceOf(folder: string): string {
  const folders = [folder, `${folder}/public`].map(path);
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
