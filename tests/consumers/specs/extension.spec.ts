import { type BrowserContext, chromium as engine, type Page } from '@playwright/test';
import { chromium } from '../browser.ts';
import { test as base, existingKey, expect, expectListedAndCreated } from '../fixtures.ts';
import { originOf } from '../monitor.ts';
import { filesWithEnding, path } from '../paths.ts';

const folder = path('extension/dist');

/** Launches a browser with the extension installed. */
const test = base.extend({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright requires the destructuring.
  context: async ({}, use, testInfo) => {
    const context = await engine.launchPersistentContext(testInfo.outputPath('profile'), {
      executablePath: chromium.executablePath,
      args: [
        ...chromium.args,
        '--headless=new',
        `--disable-extensions-except=${folder}`,
        `--load-extension=${folder}`,
      ],
    });
    await use(context);
    await context.close();
  },
});

test('the popup and the service worker of an extension list and create keys', async ({
  context,
  page,
  standIn,
  monitor,
}) => {
  expect(filesWithEnding(folder, '.wasm')).toHaveLength(1);
  const worker = await serviceWorkerOf(context);
  await worker.evaluate(
    (frontendApi) => chrome.storage.local.set({ frontendApi }),
    `${standIn.origin}/__clerk`,
  );

  await page.goto(new URL('/popup.html', worker.url()).href);
  await expectSectionShows(page, '#popup', 'Made in the popup', [existingKey]);
  await expectSectionShows(page, '#background', 'Made in the background', [
    'Made in the popup',
    existingKey,
  ]);
  await expectListedAndCreated(standIn, 2);
  monitor.check(originOf(worker.url()), standIn.origin);
});

async function serviceWorkerOf(context: BrowserContext) {
  const [worker] = context.serviceWorkers();
  return worker ?? (await context.waitForEvent('serviceworker'));
}

async function expectSectionShows(page: Page, selector: string, created: string, names: string[]) {
  const section = page.locator(selector);
  await expect(section).toContainText(/\S+: ak_\w+/);
  await expect(section.getByRole('listitem')).toHaveText(names);
  await expect(section.locator('output')).toHaveText(new RegExp(`^${created}: ak_\\w+$`));
  await expect(section.getByRole('alert')).toBeEmpty();
}
