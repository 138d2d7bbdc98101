import type { Page } from 'playwright-core';
import type { Demo } from './browser.ts';
import { number, quartiles, type Section, table } from './table.ts';

const title = 'Frames of the demo page with 10 000 keys in a project';

/** A longer frame means that at least one frame was missed, at 60 frames a second. */
const limit = 1.5 * (1000 / 60);

/** The frame rate of the demo page while a user scrolls and types. */
export async function frames(demo: Demo): Promise<Section> {
  return demo(async (page) => {
    await page.getByRole('tab', { name: 'Project keys' }).click();
    await page.getByRole('radio', { name: 'All' }).check();
    await page.getByText(/of 10,000 keys/).waitFor();
    const rows: string[][] = [];
    for (const shown of ['10', '100']) {
      await page.getByLabel('Rows').selectOption(shown);
      rows.push(await measure(page, `${shown} rows, scrolling`, () => scroll(page)));
      await page.getByRole('searchbox').focus();
      rows.push(await measure(page, `${shown} rows, typing a search`, () => type(page)));
    }
    return {
      title,
      lines: table([['', 'frames a second', 'median ms', 'longest ms', 'over 25 ms'], ...rows]),
    };
  });
}

async function measure(page: Page, name: string, work: () => Promise<void>): Promise<string[]> {
  await page.evaluate(() => {
    const times: number[] = [];
    const note = (time: number) => {
      times.push(time);
      globalThis.nextFrame = requestAnimationFrame(note);
    };
    globalThis.frameTimes = times;
    requestAnimationFrame(note);
  });
  await work();
  const times = await page.evaluate(() => {
    cancelAnimationFrame(globalThis.nextFrame);
    return globalThis.frameTimes;
  });
  const lengths = times.slice(1).map((time, i) => time - (times[i] ?? 0));
  const total = (times.at(-1) ?? 0) - (times[0] ?? 0);
  const late = lengths.filter((length) => length > limit).length;
  return [
    name,
    number((lengths.length / total) * 1000, 1),
    number(quartiles(lengths).median, 1),
    number(Math.max(...lengths), 1),
    `${late} of ${lengths.length}`,
  ];
}

/** Scrolls down and up with the mouse wheel, for three seconds. */
async function scroll(page: Page): Promise<void> {
  await page.mouse.move(600, 500);
  for (let step = 0; step < 120; step++) {
    await page.mouse.wheel(0, step < 60 ? 120 : -120);
    await page.waitForTimeout(25);
  }
}

/** Types a text at a human speed, and deletes it letter by letter. */
async function type(page: Page): Promise<void> {
  const text = 'deploy-12';
  for (let round = 0; round < 3; round++) {
    // `page.keyboard` does not look up the field for each letter.
    await page.keyboard.type(text, { delay: 90 });
    await page.waitForTimeout(300);
    for (const _ of text) await page.keyboard.press('Backspace', { delay: 90 });
    await page.waitForTimeout(300);
  }
}

declare global {
  var frameTimes: number[];
  var nextFrame: number;
}
