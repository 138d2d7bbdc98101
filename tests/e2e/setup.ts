import { cp, mkdir, rm } from 'node:fs/promises';
import { build } from 'vite';
import { freshDatabase, pkg, sites, sources } from './places.ts';
import { StandIn } from './standin/process.ts';

/** Makes what all tests share: pages of their own, and a database to begin with. */
export default async function setup() {
  await Promise.all([
    bundle('harness'),
    bundle('clients'),
    // Only React's development build does twice what a strict app must be able to do twice.
    bundle('react', 'development'),
    layOutPlainPage(),
    makeDatabase(),
  ]);
}

async function bundle(site: 'harness' | 'clients' | 'react', mode = 'production') {
  await build({
    root: sources[site],
    configFile: false,
    // It warns of each 'use client', which is about servers.
    logLevel: 'error',
    // The package is a link to a folder elsewhere: what it imports is found from here.
    resolve: { preserveSymlinks: true },
    define: { 'process.env.NODE_ENV': JSON.stringify(mode) },
    build: { outDir: sites[site], emptyOutDir: true, chunkSizeWarningLimit: 1500 },
  });
}

async function layOutPlainPage() {
  await rm(sites.plain, { recursive: true, force: true });
  await cp(sources.plain, sites.plain, { recursive: true });
  await cp(pkg, `${sites.plain}/apikeys-wasm`, { recursive: true });
}

async function makeDatabase() {
  await mkdir(new URL('.', `file://${freshDatabase}`), { recursive: true });
  await rm(freshDatabase, { force: true });
  const standIn = await StandIn.start(freshDatabase, sources.harness);
  await standIn.stop();
}
