import type { Locator, Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import { Home } from './home.ts';

test('a key’s whole life, by keyboard alone', async ({ page, watch }) => {
  const home = new Home(page);
  const keyboard = new Keyboard(page);
  await home.open();

  // The list is empty: the button in it leaves once there is a key.
  await keyboard.tabTo(home.button('Create a key'));
  await keyboard.press('Enter');
  await expect(home.createDialog.getByLabel('Name')).toBeFocused();
  await keyboard.press('Escape');
  await expect(home.button('Create a key')).toBeFocused();
  await keyboard.press('Enter');
  await keyboard.type('Nightly backup');
  await keyboard.press('Tab');
  await expect(home.createDialog.getByLabel('Description (optional)')).toBeFocused();
  await keyboard.type('Runs at two.');
  await keyboard.press('Tab');
  await keyboard.press('ArrowUp', 'ArrowUp', 'ArrowUp');
  await expect(home.createDialog.getByLabel('Expiration')).toHaveValue('7');
  await keyboard.tabTo(home.button('Create'));
  await keyboard.press('Enter');

  await expect(home.secret).toBeFocused();
  await keyboard.tabTo(home.button('I have saved it'));
  await keyboard.press('Enter');
  await expect(home.button('Go back')).toBeFocused();
  await keyboard.press('Enter');
  await expect(home.button('I have saved it')).toBeFocused();
  await keyboard.tabTo(home.button('Show'), 'Shift+Tab');
  await keyboard.press('Enter');
  await expect(home.secret).toHaveValue(/^ak_/);
  await keyboard.tabTo(home.button('Copy'), 'Shift+Tab');
  await keyboard.press('Enter');
  await expect(home.told('Copied.')).toBeVisible();
  await keyboard.tabTo(home.button('I have saved it'));
  await keyboard.press('Enter');
  await expect(home.notice).toHaveText('“Nightly backup” is ready to use.');
  await expect(home.heading, 'the button has left').toBeFocused();

  await keyboard.tabTo(home.button('Create key'));
  await keyboard.press('Enter');
  await keyboard.type('Weekly report');
  await keyboard.press('Enter');
  await expect(home.secret).toBeFocused();
  await keyboard.save(home, 'I have saved it');
  await expect(home.button('Create key')).toBeFocused();
  await expect(home.names).toHaveText([/^Weekly/, /^Nightly/]);

  await keyboard.tabTo(home.search);
  await keyboard.type('weekly');
  await expect(home.names).toHaveText([/^Weekly/]);
  await keyboard.type('of no key');
  await keyboard.tabTo(home.button('Clear the search'));
  await keyboard.press('Enter');
  await expect(home.search).toBeFocused();
  await expect(home.count).toHaveText('2 keys');
  await keyboard.tabTo(home.active);
  await keyboard.press('ArrowRight');
  await expect(home.all).toBeChecked();
  await expect(home.all).toBeFocused();

  const byName = home.column('Name').getByRole('button');
  await keyboard.tabTo(byName);
  await keyboard.press('Enter');
  await expect(byName).toBeFocused();
  await expect(home.names).toHaveText([/^Nightly/, /^Weekly/]);

  await keyboard.tabTo(home.box('Nightly backup'));
  await keyboard.press('Space');
  await expect(home.told('1 selected')).toBeVisible();
  await keyboard.tabTo(home.button('Select all 2'), 'Shift+Tab');
  await keyboard.press('Enter');
  await keyboard.tabTo(home.button('Clear'));
  await keyboard.press('Enter');
  await keyboard.expectFocus();

  await keyboard.tabTo(home.button('Reload Nightly backup'));
  await keyboard.press('Enter');
  await expect(home.notice).toHaveText('“Nightly backup” is up to date.');
  await expect(home.button('Reload Nightly backup')).toBeFocused();
  watch.allow(await pathOf(page));

  await keyboard.press('Tab', 'Enter');
  const rotation = home.dialog('Rotate “Nightly backup”');
  await expect(rotation.getByLabel('Name of the new key (optional)')).toBeFocused();
  await keyboard.type('Nightly backup, anew');
  await keyboard.press('Enter');
  await expect(home.secret).toBeFocused();
  await keyboard.save(home, 'Saved: revoke the old key');
  await expect(home.heading).toBeFocused();
  await expect(page.getByText('has taken the place of')).toBeVisible();
  await expect(home.names).toHaveText([/^Nightly backup/, /anew/, /^Weekly/]);

  await keyboard.tabTo(home.button('Revoke Weekly report'));
  await keyboard.press('Enter');
  await expect(home.dialog('Revoke “Weekly report”?').getByRole('textbox')).toBeFocused();
  await keyboard.press('Escape');
  await expect(home.button('Revoke Weekly report')).toBeFocused();
  await keyboard.press('Enter');
  await keyboard.type('It was in a log.');
  await keyboard.press('Enter');
  await expect(home.heading).toBeFocused();
  await expect(home.row('Weekly report')).toContainText('It was in a log.');

  await keyboard.tabTo(home.pageBox);
  await keyboard.press('Space');
  await keyboard.tabTo(home.button('Revoke selected'), 'Shift+Tab');
  await keyboard.press('Enter');
  await expect(home.dialog('Revoke 1 key?').getByRole('textbox')).toBeFocused();
  await keyboard.press('Enter');
  await expect(home.heading).toBeFocused();
  await expect(page.getByText('1 key is revoked.')).toBeVisible();
});

/** What hands on a keyboard do. Wherever they come to, it can be seen. */
class Keyboard {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  async press(...keys: string[]): Promise<void> {
    for (const key of keys) await this.#page.keyboard.press(key);
  }

  type(text: string): Promise<void> {
    return this.#page.keyboard.type(text);
  }

  /** Tabs on, or back, until the focus is there. */
  async tabTo(target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
    await expect(target).toBeVisible();
    for (let tabs = 0; tabs < 40; tabs++) {
      await this.press(key);
      await this.expectFocus();
      if (await target.evaluate((element) => element === document.activeElement)) return;
    }
    await expect(target, 'nobody gets there').toBeFocused();
  }

  /** Copies a secret, and says that it is saved. */
  async save(home: Home, saved: string): Promise<void> {
    await this.tabTo(home.button('Copy'));
    await this.press('Enter');
    await expect(home.told('Copied.')).toBeVisible();
    await this.tabTo(home.button(saved));
    await this.press('Enter');
  }

  /** The focus is somewhere, and shows unless it is where nothing can be done. */
  async expectFocus(): Promise<void> {
    const focus = await this.#page.evaluate(() => {
      const element = document.activeElement;
      if (!element || element === document.body) return 'lost';
      if (element.getAttribute('tabindex') === '-1') return 'seen';
      const outlined = [element, element.closest('label')].some((it) => {
        const style = it && getComputedStyle(it);
        return style?.outlineStyle === 'solid' && Number.parseFloat(style.outlineWidth) >= 2;
      });
      const { width, height } = (element.closest('label') ?? element).getBoundingClientRect();
      return outlined && width > 1 && height > 1 ? 'seen' : `not seen: ${element.outerHTML}`;
    });
    expect(focus).toBe('seen');
  }
}

/** What the browser says of the first reload: the server has no route for one key. */
async function pathOf(page: Page): Promise<string> {
  const [path] = await page.evaluate(() =>
    performance
      .getEntriesByType('resource')
      .map(({ name }) => new URL(name).pathname)
      .filter((path) => path.startsWith('/__clerk/v1/api_keys/')),
  );
  return `404 ${path}`;
}
