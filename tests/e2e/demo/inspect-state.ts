import type { Page, TestInfo } from '@playwright/test';
import axe from 'axe-core';
import { expect } from '../fixtures.ts';

const wide = { width: 1280, height: 800 };
const sizes = [wide, { width: 768, height: 1024 }, { width: 320, height: 640 }];

const schemes = ['light', 'dark'] as const;

/** All rules of axe-core except level AAA. */
const allRules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** The rules that depend on the color scheme. */
const colorRules = ['color-contrast', 'link-in-text-block'];

/** Checks accessibility and layout for each screen size and color scheme, and saves screenshots. */
export async function inspectState(page: Page, state: string, testInfo: TestInfo): Promise<void> {
  // Playwright empties this folder at the start of a run.
  const folder = `${testInfo.project.outputDir}/screenshots`;
  for (const size of sizes) {
    await page.setViewportSize(size);
    for (const colorScheme of schemes) {
      await page.emulateMedia({ colorScheme });
      const name = `${state}-${size.width}-${colorScheme}`;
      const fullPage = (await page.getByRole('dialog').count()) === 0;
      await page.screenshot({ path: `${folder}/${name}.png`, fullPage });
      const rules = colorScheme === 'light' ? allRules : colorRules;
      expect.soft(await axeViolations(page, rules), `axe-core violations in ${name}`).toEqual([]);
    }
    expect
      .soft(await overflowingElements(page), `overflowing elements in ${state}-${size.width}`)
      .toEqual([]);
  }
  await page.setViewportSize(wide);
}

/** The violations that axe-core reports. */
async function axeViolations(page: Page, rules: string[]): Promise<string[]> {
  if (await page.evaluate(() => !('axe' in window))) await page.evaluate(axe.source);
  return page.evaluate(async (rules) => {
    const run = (window as unknown as { axe: typeof axe }).axe.run;
    const { violations } = await run({ runOnly: rules, resultTypes: ['violations'] });
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => [id, html, failureSummary].join('\n')),
    );
  }, rules);
}

/** The elements beyond the left or right edge of the document or the open dialog. */
function overflowingElements(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const container = document.querySelector('dialog[open]') ?? document.body;
    const { left, right } = container.getBoundingClientRect();
    const overflowing = Array.from(container.querySelectorAll('*')).filter((element) => {
      const box = element.getBoundingClientRect();
      const isShown =
        box.width > 1 && !element.closest('.visually-hidden, .apikeys-visually-hidden');
      return isShown && (box.left < left - 1 || box.right > right + 1);
    });
    const snippets = overflowing.map(({ outerHTML }) => outerHTML.slice(0, 120));
    const scrollsSideways = document.documentElement.scrollWidth > innerWidth;
    return scrollsSideways ? ['the document scrolls sideways', ...snippets] : snippets;
  });
}
