import { copyFile } from 'node:fs/promises';
import { build } from 'esbuild';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import type {} from './page/main.ts';
import { serve } from './server.ts';

const site = 'node_modules/.built/site';

/** Opens a page of one browser, and closes it after the work: where no other is named, the one that is signed in. */
export type Open = <T>(work: (page: Page) => Promise<T>, path?: string) => Promise<T>;

/** Opens the demo page, where it is signed in. */
export type Demo = <T>(work: (page: Page) => Promise<T>) => Promise<T>;

/** Bundles the page and serves it for as long as the work takes, and the demo beside it, to one headless Chromium. */
export async function withBrowser<T>(
  work: (open: Open, demo: Demo, browser: Browser) => Promise<T>,
) {
  await bundlePage();
  const servers = await Promise.all([site, '../www/dist'].map(serve));
  try {
    const browser = await chromium.launch(options);
    try {
      // One context: what a page has fetched, the next one finds in the cache.
      const context = await browser.newContext();
      const [own = '', demo = ''] = servers.map(({ origin }) => origin);
      const open: Open = (inPage, path = '/') => opened(context, own + path, inPage);
      return await work(open, (inPage) => opened(context, `${demo}/`, inPage), browser);
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
    // clerk-js takes a browser under automation for an offline one as soon as a request fails.
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
    outdir: site,
    entryNames: '[name]',
    logLevel: 'warning',
  });
  for (const page of ['index.html', 'first.html'])
    await copyFile(`page/${page}`, `${site}/${page}`);
  await copyFile('node_modules/apikeys-wasm/apikeys_wasm_bg.wasm', `${site}/apikeys_wasm_bg.wasm`);
}

async function opened<T>(context: BrowserContext, url: string, work: (page: Page) => Promise<T>) {
  const page = await context.newPage();
  // A call that never settles would leave the work waiting.
  const broken = new Promise<never>((_, reject) => {
    page.on('pageerror', reject);
    page.on('crash', () => reject(new Error('The page crashed.')));
  });
  try {
    return await Promise.race([broken, entered(page, url).then(() => work(page))]);
  } finally {
    await page.close();
  }
}

async function entered(page: Page, url: string) {
  await page.goto(url);
  // The demo page has nothing of a bench's.
  await page.evaluate(async () => void (await globalThis.bench));
}
