import { cp, mkdir, rm } from 'node:fs/promises';
import { build } from 'vite';
import { freshDatabase, pkg, sites, sources } from './places.ts';
import { StandIn } from './standin/process.ts';

/** Makes what all tests share: two pages of their own, and a database to begin with. */
export default async function setup() {
  await Promise.all([bundleHarness(), layOutPlainPage(), makeDatabase()]);
}

async function bundleHarness() {
  await build({
    root: sources.harness,
    configFile: false,
    logLevel: 'warn',
    build: { outDir: sites.harness, emptyOutDir: true, chunkSizeWarningLimit: 1500 },
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
