import { readdirSync, readFileSync } from 'node:fs';
import { path } from './places.ts';

/** The folder of each host in README's table, by how its row begins. */
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

/** A row of README's table of hosts, and what the host's project says. */
interface Row {
  host: string;
  /** What the table says that a user writes. */
  snippets: string[];
  versions: string[];
  /** All that was written for the project. */
  project: string;
  manifest: string;
}

/** README's table of hosts. */
export function rows(): Row[] {
  const readme = readFileSync(path('../../README.md'), 'utf8');
  const [, section = ''] = readme.split('\n## Hosts\n');
  return Object.entries(folders).map(([host, folder]) => {
    const line = section.split('\n').find((line) => line.startsWith(`| ${host}`));
    if (!line) throw new Error(`README's table of hosts has no ${host}`);
    const [what = '', version = ''] = line.split('|').slice(2);
    return {
      host,
      snippets: [...what.matchAll(/`(.+?)`/g)].map(([, snippet = '']) => snippet),
      versions: [...version.matchAll(/\d+\.\d+\.\d+/g)].map(([version]) => version),
      project: written(folder),
      manifest: readFileSync(path(`${folder}/package.json`), 'utf8'),
    };
  });
}

/** The files at the top of a project, and those that it serves as they are. */
function written(folder: string): string {
  const parts = [folder, `${folder}/public`].map(path);
  return parts.flatMap((part) => textsIn(part)).join('\n');
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
