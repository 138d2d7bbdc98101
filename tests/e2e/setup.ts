import { cp, mkdir, rm } from 'node:fs/promises';
import { build } from 'vite';
import { freshDatabase, pkg, sites, sources } from './paths.ts';
import { StandIn } from './standin/process.ts';

/** Builds what all tests share: the host pages and the initial database. */
export default async function setup() {
  await Promise.all([
    bundle('harness'),
    bundle('clients'),
    bundle('fetch'),
    // StrictMode repeats renders and effects only in React's development build.
    bundle('react', 'development'),
    bundle('react-18', 'development', { react: 'react-18', 'react-dom': 'react-dom-18' }),
    copyPlainSite(),
    createDatabase(),
  ]);
}

<<<<<<< HEAD
async function bundle(site: keyof typeof sources, mode = 'production') {
=======
type Bundled = 'harness' | 'clients' | 'react' | 'react-18';

async function bundle(site: Bundled, mode = 'production', alias: Record<string, string> = {}) {
>>>>>>> 2b59838 (React: lists of another page load never appear, objects made anew keep theirs, useRotateAPIKey)
  await build({
    root: sources[site],
    configFile: false,
    // Hides the warnings about 'use client', which only matters on servers.
    logLevel: 'error',
    // node_modules links to the package folder. Vite resolves the package's imports from here.
    resolve: { preserveSymlinks: true, alias },
    define: { 'process.env.NODE_ENV': JSON.stringify(mode) },
    build: { outDir: sites[site], emptyOutDir: true, chunkSizeWarningLimit: 1500 },
  });
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
