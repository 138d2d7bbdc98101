import { copyFile } from 'node:fs/promises';
import { build } from 'esbuild';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import type {} from './page/main.ts';
import { serve } from './server.ts';

const site = 'node_modules/.built/site';

/** Opens a page, runs `work` in it and closes it. The default path is the page that signs in. */
export type Open = <T>(work: (page: Page) => Promise<T>, path?: string) => Promise<T>;

/** Opens the demo page, which signs in. */
export type Demo = <T>(work: (page: Page) => Promise<T>) => Promise<T>;

/** Bundles the page, serves it and the demo page, and starts one headless Chromium. Stops all of them after `work`. */
export async function withBrowser<T>(
  work: (open: Open, demo: Demo, browser: Browser) => Promise<T>,
) {
  await bundlePage();
  const servers = await Promise.all([site, '../www/dist'].map(serve));
  try {
    const browser = await chromium.launch(options);
    try {
      // One context has one cache for all pages.
      const context = await browser.newContext();
      const [own = '', demo = ''] = servers.map(({ origin }) => origin);
      const open: Open = (work, path = '/') => inPage(context, own + path, work);
      return await work(open, (work) => inPage(context, `${demo}/`, work), browser);
    } finally {
      await browser.close();
    }
  } finally {
    for (const server of servers) server.stop();
  }
}

const options = {
  executablePath: '/usr/bin/chromium',
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--js-flags=--expose-gc',
    // clerk-js considers an automated browser offline after a failed request.
    '--disable-blink-features=AutomationControlled',
    '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
  ],
};

async function bundlePage() {
  await build({
    entryPoints: ['page/main.ts', 'page/first.ts', 'page/first/ours.ts', 'page/first/original.ts'],
    bundle: true,
    minify: true,
    format: 'esm',
    preserveSymlinks: true, // ../pkg is a package in node_modules: esbuild hides warnings about it.
    outdir: site,
    entryNames: '[name]',
    logLevel: 'warning',
  });
  for (const page of ['index.html', 'first.html'])
    await copyFile(`page/${page}`, `${site}/${page}`);
  await copyFile('node_modules/apikeys-wasm/apikeys_wasm_bg.wasm', `${site}/apikeys_wasm_bg.wasm`);
}

async function inPage<T>(context: BrowserContext, url: string, work: (page: Page) => Promise<T>) {
  const page = await context.newPage();
  // After such an error a call may never settle.
  const broken = new Promise<never>((_, reject) => {
    page.on('pageerror', reject);
    page.on('crash', () => reject(new Error('The page crashed.')));
  });
  try {
    return await Promise.race([broken, load(page, url).then(() => work(page))]);
  } finally {
    await page.close();
  }
}

async function load(page: Page, url: string) {
  await page.goto(url);
  // Undefined on the demo page.
  await page.evaluate(async () => void (await globalThis.bench));
}
