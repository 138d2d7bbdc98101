import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import { renderManager } from './open.ts';

test.use({ site: 'manager' });

const preflight = { path: 'node_modules/tailwindcss/preflight.css' };

/** What a page may have for its own elements. */
const ownStyles = {
  content: `
    body {
      font: small-caps 20px/2 serif; color: teal; text-align: center; text-indent: 1em; text-shadow: 1px 1px teal;
      text-transform: uppercase; letter-spacing: 1px; word-spacing: 1em;
    }
    .button, .badge, .list, .card, .title, .empty, .actions { display: none; }
    button, input, select, textarea {
      width: 90%; min-width: 9rem; max-width: 20rem; height: 4rem; min-height: 4rem; margin: 1rem;
      color: teal; text-shadow: 1px 1px teal; text-transform: uppercase; box-shadow: 0 0 1rem teal;
    }
    h1, h2, p, ul, li, table, fieldset, legend, nav, search, label, code {
      padding: 1rem; margin: 1rem; font: italic 700 20px/2 serif; color: teal; border: 1px solid teal;
    }
  `,
};

/** Styles that make no difference where there is no border, or no text. */
const withoutEffect =
  /^(border-.*(style|color)|tab-size|text-size-adjust|-webkit-.*|.*-block-.*|.*-inline-.*|outline-color|caret-color|column-rule-color|text-emphasis-color|perspective-origin|transform-origin|text-decoration.*|font-feature-settings|font-variation-settings|font-family)$/;

/** Remembers the computed styles of all elements that a selector finds. */
async function rememberStyles(page: Page, selector: string): Promise<void> {
  // A row that the browser skips has no computed layout.
  await page.addStyleTag({ content: 'tr { content-visibility: visible !important; }' });
  await page.evaluate(
    ([selector, pattern]) => {
      const ignored = new RegExp(pattern);
      const names = Array.from(getComputedStyle(document.body)).filter(
        (name) => !ignored.test(name),
      );
      globalThis.readStyles = () =>
        Array.from(document.querySelectorAll(selector), (element) => {
          const styles = getComputedStyle(element);
          return names.map((name) => [
            `${element.tagName} ${element.className} ${name}`,
            styles.getPropertyValue(name),
          ]);
        });
      globalThis.before = globalThis.readStyles();
    },
    [selector, withoutEffect.source] as const,
  );
}

/** The styles that have changed since then: `P apikeys-muted color: red, was blue`. */
function changedStyles(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { before } = globalThis;
    const changes = globalThis.readStyles().flatMap((styles, element) =>
      styles.flatMap(([name, value], style) => {
        const was = before[element]?.[style]?.[1];
        return was === value ? [] : [`${name}: ${value}, was ${was}`];
      }),
    );
    return before.length === 0 ? ['nothing was compared'] : [...new Set(changes)];
  });
}

declare global {
  var readStyles: () => string[][][];
  var before: string[][][];
}

const ofManager = '.apikeys-manager, .apikeys-manager *';

const states: Record<string, (page: Page) => Promise<void>> = {
  'the list': async () => {},
  'the cards': (page) => page.setViewportSize({ width: 500, height: 800 }),
  'the create dialog': (page) => page.getByRole('button', { name: 'Create key' }).click(),
  'a secret': async (page) => {
    await page.getByRole('button', { name: 'Create key' }).click();
    await page.getByRole('dialog').getByLabel('Name').fill('Deploy');
    await page.getByRole('button', { name: 'Create', exact: true }).click();
    await expect(page.getByRole('textbox', { name: 'Secret' })).toBeVisible();
  },
  'an error': async (page) => {
    await page.evaluate(() => {
      const errors = [{ code: 'quota_exceeded', message: 'There are too many keys.' }];
      Object.assign(manager.server, {
        fetch: async () => Response.json({ errors }, { status: 403 }),
      });
    });
    await page.getByRole('button', { name: 'Create key' }).click();
    await page.getByRole('dialog').getByLabel('Name').fill('Deploy');
    await page.getByRole('button', { name: 'Create', exact: true }).click();
    await expect(page.getByRole('dialog').locator('code')).toBeVisible();
    await expect(page.getByRole('alert')).toHaveCount(2);
  },
};

for (const [state, show] of Object.entries(states)) {
  test(`no reset leaks in: ${state} looks the same inside of Tailwind’s preflight`, async ({
    page,
  }) => {
    await renderManager(page, 12);
    await show(page);
    await page.addStyleTag({ content: 'html, body { margin: 0; line-height: 1.5 }' });
    await rememberStyles(page, ofManager);
    await page.addStyleTag(preflight);
    expect(await changedStyles(page)).toEqual([]);
  });
}

for (const [state, show] of Object.entries(states)) {
  test(`no style of a page leaks in: ${state} looks the same`, async ({ page }) => {
    await renderManager(page, 12);
    await show(page);
    await rememberStyles(page, ofManager);
    await page.addStyleTag(ownStyles);
    expect(await changedStyles(page)).toEqual([]);
  });
}

test('nothing leaks out', async ({ page }) => {
  await renderManager(page, 2);
  await page.evaluate(() => {
    const tags = 'h1 h2 p ul li button input select textarea table dialog progress code time label';
    const host = document.createElement('section');
    host.innerHTML = tags
      .split(' ')
      .map((tag) => `<${tag} class="button badge list muted title actions">text</${tag}>`)
      .join('');
    document.body.append(host);
  });
  await rememberStyles(page, 'html, body, section, section *');
  await page.evaluate(() => {
    for (const sheet of document.styleSheets) sheet.disabled = true;
    // The page becomes longer without them.
    document.querySelector('.apikeys-manager')?.remove();
  });
  const changes = await changedStyles(page);
  expect(changes.filter((change) => !/^(HTML|BODY) {2}(height|block-size)/.test(change))).toEqual(
    [],
  );
});

test('custom properties change colours, radius, spacing and fonts, in dialogs too', async ({
  page,
}) => {
  await renderManager(page, 1);
  await page.addStyleTag({
    content: `body {
      --apikeys-accent: rgb(1, 2, 3); --apikeys-on-accent: rgb(4, 5, 6); --apikeys-surface: rgb(7, 8, 9);
      --apikeys-text: rgb(10, 11, 12); --apikeys-radius: 3px; --apikeys-spacing: 10px; --apikeys-font: fantasy;
      --apikeys-font-size: 20px; --apikeys-mono: cursive;
    }`,
  });
  const create = page.getByRole('button', { name: 'Create key' });
  await expect(create).toHaveCSS('background-color', 'rgb(1, 2, 3)');
  await expect(create).toHaveCSS('color', 'rgb(4, 5, 6)');
  await expect(create).toHaveCSS('border-radius', '3px');
  await expect(create).toHaveCSS('padding', '15px 30px');
  await expect(create).toHaveCSS('font-family', 'fantasy');
  await expect(create).toHaveCSS('font-size', '20px');
  await create.click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toHaveCSS('background-color', 'rgb(7, 8, 9)');
  await expect(dialog).toHaveCSS('color', 'rgb(10, 11, 12)');
  await expect(dialog.getByLabel('Name')).toHaveCSS('border-radius', '3px');
});

const light = 'rgb(255, 255, 255)';
const dark = 'rgb(27, 28, 32)';

test('it has the colour scheme of the page, and a theme decides in any case', async ({ page }) => {
  await renderManager(page, 1);
  const list = page.locator('.apikeys-list');
  await page.emulateMedia({ colorScheme: 'dark' });
  await expect(list, 'the page says nothing of dark').toHaveCSS('background-color', light);
  await page.addStyleTag({ content: ':root { color-scheme: light dark }' });
  await expect(list).toHaveCSS('background-color', dark);
  await page.emulateMedia({ colorScheme: 'light' });
  await expect(list).toHaveCSS('background-color', light);

  await page.evaluate(() => document.body.setAttribute('data-theme', 'dark'));
  await expect(list, 'data-theme around it').toHaveCSS('background-color', dark);
  await page.evaluate(() => manager.render({ theme: 'light' }));
  await expect(list, 'its own theme').toHaveCSS('background-color', light);
  await page.evaluate(() => manager.render({ theme: 'dark' }));
  await expect(list).toHaveCSS('background-color', dark);
  await page.getByRole('button', { name: 'Create key' }).click();
  await expect(page.getByRole('dialog')).toHaveCSS('background-color', dark);
  await page.keyboard.press('Escape');

  await page.evaluate(() => {
    document.body.removeAttribute('data-theme');
    document.body.className = 'dark';
    manager.render();
  });
  await expect(list, 'the class dark around it').toHaveCSS('background-color', dark);
  await page.evaluate(() => manager.render({ theme: 'system' }));
  await expect(list).toHaveCSS('background-color', light);
  await page.emulateMedia({ colorScheme: 'dark' });
  await expect(list).toHaveCSS('background-color', dark);
});

test('in a narrow place of a wide page, rows are cards', async ({ page }) => {
  await page.setViewportSize({ width: 1600, height: 800 });
  await renderManager(page, 1);
  await expect(page.getByRole('columnheader', { name: 'Status' })).toBeVisible();
  await page.addStyleTag({ content: '#root { width: 600px }' });
  await expect(page.getByRole('columnheader', { name: 'Status' })).toBeHidden();
  await expect(page.getByLabel('Sort by')).toBeVisible();
});
