import { copyFile } from 'node:fs/promises';
import { build } from 'esbuild';
import { type Browser, chromium, type Page } from 'playwright-core';
import type {} from './page/main.ts';
import { startStandIn } from './standin.ts';

const site = 'node_modules/.built/site';

/** Opens a new page of one browser, signed in, and closes it after the work. */
export type Open = <T>(work: (page: Page) => Promise<T>) => Promise<T>;

/** Bundles the page and serves it for as long as the work takes, to one headless Chromium. */
export async function withBrowser<T>(work: (open: Open, browser: Browser) => Promise<T>) {
  await bundlePage();
  const standIn = await startStandIn(site);
  try {
    const browser = await chromium.launch(options);
    try {
      return await work((inPage) => open(browser, standIn.origin, inPage), browser);
    } finally {
      await browser.close();
    }
  } finally {
    standIn.stop();
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
    entryPoints: ['page/main.ts'],
    bundle: true,
    minify: true,
    format: 'esm',
    outdir: site,
    logLevel: 'warning',
  });
  await copyFile('page/index.html', `${site}/index.html`);
  await copyFile('node_modules/apikeys-wasm/apikeys_wasm_bg.wasm', `${site}/apikeys_wasm_bg.wasm`);
}

async function open<T>(browser: Browser, origin: string, work: (page: Page) => Promise<T>) {
  const page = await browser.newPage();
  // A call that never settles would leave the work waiting.
  const broken = new Promise<never>((_, reject) => {
    page.on('pageerror', reject);
    page.on('crash', () => reject(new Error('The page crashed.')));
  });
  try {
    return await Promise.race([broken, entered(page, origin).then(() => work(page))]);
  } finally {
    await page.close();
  }
}

async function entered(page: Page, origin: string) {
  await page.goto(origin);
  await page.evaluate(async () => void (await bench));
}
