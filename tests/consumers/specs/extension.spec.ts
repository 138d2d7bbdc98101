import { type BrowserContext, chromium as engine, type Page } from '@playwright/test';
import { chromium } from '../browser.ts';
import { test as base, before, expect, expectListedAndCreated } from '../fixtures.ts';
import { filesThatEnd, path } from '../places.ts';
import { originOf } from '../seen.ts';

const folder = path('extension/dist');

/** A browser with the extension in it. */
const test = base.extend({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of what is taken.
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

test('the popup and the background of an extension list and create keys', async ({
  context,
  page,
  standIn,
  seen,
}) => {
  expect(filesThatEnd(folder, '.wasm')).toHaveLength(1);
  const background = await backgroundOf(context);
  await background.evaluate(
    (frontendApi) => chrome.storage.local.set({ frontendApi }),
    `${standIn.origin}/__clerk`,
  );

  await page.goto(new URL('/popup.html', background.url()).href);
  await expectShown(page, '#popup', 'Made in the popup', [before]);
  await expectShown(page, '#background', 'Made in the background', ['Made in the popup', before]);
  await expectListedAndCreated(standIn, 2);
  seen.check(originOf(background.url()), standIn.origin);
});

async function backgroundOf(context: BrowserContext) {
  const [worker] = context.serviceWorkers();
  return worker ?? (await context.waitForEvent('serviceworker'));
}

async function expectShown(page: Page, part: string, created: string, names: string[]) {
  const section = page.locator(part);
  await expect(section).toContainText(/\S+: ak_\w+/);
  await expect(section.getByRole('listitem')).toHaveText(names);
  await expect(section.locator('output')).toHaveText(new RegExp(`^${created}: ak_\\w+$`));
  await expect(section.getByRole('alert')).toBeEmpty();
}
