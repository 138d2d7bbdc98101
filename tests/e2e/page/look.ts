import type { Page, TestInfo } from '@playwright/test';
import axe from 'axe-core';
import { expect } from '../fixtures.ts';

const wide = { width: 1280, height: 800 };
const sizes = [wide, { width: 768, height: 1024 }, { width: 320, height: 640 }];

const schemes = ['light', 'dark'] as const;

/** All of axe-core's rules but those of level AAA. */
const all = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Those that another color scheme can break. */
const ofColors = ['color-contrast', 'link-in-text-block'];

/** Looks at what the page shows: on screens narrow and wide, light and dark. Keeps a picture of each. */
export async function lookAt(page: Page, state: string, testInfo: TestInfo): Promise<void> {
  // Playwright empties the folder when a run begins.
  const folder = `${testInfo.project.outputDir}/screenshots`;
  for (const size of sizes) {
    await page.setViewportSize(size);
    for (const colorScheme of schemes) {
      await page.emulateMedia({ colorScheme });
      const what = `${state}-${size.width}-${colorScheme}`;
      const fullPage = (await page.getByRole('dialog').count()) === 0;
      await page.screenshot({ path: `${folder}/${what}.png`, fullPage });
      const rules = colorScheme === 'light' ? all : ofColors;
      expect.soft(await faults(page, rules), `what axe finds at ${what}`).toEqual([]);
    }
    expect.soft(await cutOff(page), `what is cut off at ${state}-${size.width}`).toEqual([]);
  }
  await page.setViewportSize(wide);
}

/** What axe-core finds. */
async function faults(page: Page, rules: string[]): Promise<string[]> {
  if (await page.evaluate(() => !('axe' in window))) await page.evaluate(axe.source);
  return page.evaluate(async (rules) => {
    const run = (window as unknown as { axe: typeof axe }).axe.run;
    const { violations } = await run({ runOnly: rules, resultTypes: ['violations'] });
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => [id, html, failureSummary].join('\n')),
    );
  }, rules);
}

/** What is on the page and yet beyond its edge, or its dialog's: nobody gets there without scrolling sideways. */
function cutOff(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const around = document.querySelector('dialog[open]') ?? document.body;
    const { left, right } = around.getBoundingClientRect();
    const beyond = Array.from(around.querySelectorAll('*')).filter((element) => {
      const box = element.getBoundingClientRect();
      const isShown = box.width > 1 && !element.closest('.visually-hidden');
      return isShown && (box.left < left - 1 || box.right > right + 1);
    });
    const named = beyond.map(({ outerHTML }) => outerHTML.slice(0, 120));
    const scrolls = document.documentElement.scrollWidth > innerWidth;
    return scrolls ? ['the page scrolls sideways', ...named] : named;
  });
}
