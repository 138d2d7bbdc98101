import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { build } from 'vite';
import {
  anotherCopy,
  fakeClerkReact,
  freshDatabase,
  pkg,
  readmeApp,
  root,
  sites,
  sources,
} from './paths.ts';
import { snippets } from './readme/snippets.ts';
import { StandIn } from './standin/process.ts';

/** Builds what all tests share: the host pages and the initial database. */
export default async function setup() {
  await writeReadmeApp();
  await copyPackage();
  const fakes = { '@clerk/react': fakeClerkReact };
  await Promise.all([
    bundle('harness'),
    bundle('clients'),
    bundle('requests'),
    bundle('component'),
    bundle('fetch'),
    // StrictMode repeats renders and effects only in React's development build.
    bundle('react', 'development', fakes),
    bundle('react-18', 'development', { ...fakes, ...react18 }),
    bundle('manager', 'development'),
    bundle('manager-18', 'development', react18),
    copyPlainSite(),
    createDatabase(),
  ]);
}

/** React 18 in the place of the React that is installed. */
const react18 = { react: 'react-18', 'react-dom': 'react-dom-18' };

async function bundle(
  site: keyof typeof sources,
  mode = 'production',
  alias: Record<string, string> = {},
) {
  await build({
    root: sources[site],
    configFile: false,
    // Hides the warnings about 'use client', which only matters on servers.
    logLevel: 'error',
    // node_modules links to the package folder. Vite resolves the package's imports from here.
    resolve: { preserveSymlinks: true, alias },
    define: { 'process.env.NODE_ENV': JSON.stringify(mode) },
    build: {
      outDir: sites[site],
      emptyOutDir: true,
      chunkSizeWarningLimit: 1500,
      // Clerk's component needs them only to sign in with a wallet. Their peers are not installed.
      rolldownOptions: { external: /^@solana\// },
    },
  });
}

async function writeReadmeApp() {
  const all = await snippets(`${root}/docs/react.md`, 'docs/react.md');
  const app = all.find(({ language }) => language === 'tsx');
  if (!app) throw new Error('docs/react.md has no example.');
  await mkdir(dirname(readmeApp), { recursive: true });
  await writeFile(readmeApp, app.code);
}

/** A page may have two copies of the package, such as one of a component library. */
async function copyPackage() {
  await rm(anotherCopy, { recursive: true, force: true });
  await cp(pkg, anotherCopy, { recursive: true });
}

async function copyPlainSite() {
  await rm(sites.plain, { recursive: true, force: true });
  await cp(sources.plain, sites.plain, { recursive: true });
  await cp(pkg, `${sites.plain}/apikeys-wasm`, { recursive: true });
}

async function createDatabase() {
  await mkdir(new URL('.', `file://${freshDatabase}`), { recursive: true });
  await rm(freshDatabase, { force: true });
  const standIn = await StandIn.start(freshDatabase, sources.harness);
  await standIn.stop();
}
