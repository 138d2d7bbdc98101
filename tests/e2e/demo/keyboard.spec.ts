import type { Locator, Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import { DemoPage } from './demo-page.ts';

test('all actions on a key work by keyboard alone', async ({ page }) => {
  const demo = new DemoPage(page);
  const keyboard = new Keyboard(page);
  await demo.open();

  // Only the empty list has this button.
  await keyboard.tabTo(demo.button('Create a key'));
  await keyboard.press('Enter');
  await expect(demo.createDialog.getByLabel('Name')).toBeFocused();
  await keyboard.press('Escape');
  await expect(demo.button('Create a key')).toBeFocused();
  await keyboard.press('Enter');
  await keyboard.type('Nightly backup');
  await keyboard.press('Tab');
  await expect(demo.createDialog.getByLabel('Description (optional)')).toBeFocused();
  await keyboard.type('Runs at two.');
  await keyboard.press('Tab');
  await keyboard.press('ArrowUp', 'ArrowUp', 'ArrowUp');
  await expect(demo.createDialog.getByLabel('Expiration')).toHaveValue('7');
  await keyboard.tabTo(demo.button('Create'));
  await keyboard.press('Enter');

  await expect(demo.secret).toBeFocused();
  await keyboard.tabTo(demo.button('I have saved it'));
  await keyboard.press('Enter');
  await expect(demo.button('Go back')).toBeFocused();
  await keyboard.press('Enter');
  await expect(demo.button('I have saved it')).toBeFocused();
  await keyboard.tabTo(demo.button('Show'), 'Shift+Tab');
  await keyboard.press('Enter');
  await expect(demo.secret).toHaveValue(/^ak_/);
  await keyboard.tabTo(demo.button('Copy'), 'Shift+Tab');
  await keyboard.press('Enter');
  await expect(demo.status('Copied.')).toBeVisible();
  await keyboard.tabTo(demo.button('I have saved it'));
  await keyboard.press('Enter');
  await expect(demo.notice).toHaveText('“Nightly backup” is ready to use.');
  await expect(demo.heading, 'the focused button was removed').toBeFocused();

  await keyboard.tabTo(demo.button('Create key'));
  await keyboard.press('Enter');
  await keyboard.type('Weekly report');
  await keyboard.press('Enter');
  await expect(demo.secret).toBeFocused();
  await keyboard.save(demo, 'I have saved it');
  await expect(demo.button('Create key')).toBeFocused();
  await expect(demo.names).toHaveText([/^Weekly/, /^Nightly/]);

  await keyboard.tabTo(demo.search);
  await keyboard.type('weekly');
  await expect(demo.names).toHaveText([/^Weekly/]);
  await keyboard.type('of no key');
  await keyboard.tabTo(demo.button('Clear the search'));
  await keyboard.press('Enter');
  await expect(demo.search).toBeFocused();
  await expect(demo.count).toHaveText('2 keys');
  await keyboard.tabTo(demo.active);
  await keyboard.press('ArrowRight');
  await expect(demo.all).toBeChecked();
  await expect(demo.all).toBeFocused();

  const byName = demo.column('Name').getByRole('button');
  await keyboard.tabTo(byName);
  await keyboard.press('Enter');
  await expect(byName).toBeFocused();
  await expect(demo.names).toHaveText([/^Nightly/, /^Weekly/]);

  await keyboard.tabTo(demo.checkbox('Nightly backup'));
  await keyboard.press('Space');
  await expect(demo.status('1 selected')).toBeVisible();
  await keyboard.tabTo(demo.button('Select all 2'), 'Shift+Tab');
  await keyboard.press('Enter');
  await keyboard.tabTo(demo.button('Clear'));
  await keyboard.press('Enter');
  await keyboard.expectFocus();

  await keyboard.tabTo(demo.button('Reload Nightly backup'));
  await keyboard.press('Enter');
  await expect(demo.notice).toHaveText('“Nightly backup” is up to date.');
  await expect(demo.button('Reload Nightly backup')).toBeFocused();

  await keyboard.press('Tab', 'Enter');
  const editor = demo.dialog('Edit “Nightly backup”');
  await expect(editor.getByLabel('Description')).toBeFocused();
  await keyboard.press('Escape');
  await expect(demo.button('Edit Nightly backup')).toBeFocused();
  await keyboard.press('Enter');
  await expect(editor.getByLabel('Description')).toHaveValue('Runs at two.');
  await keyboard.press('Control+A');
  await keyboard.type('Runs at three.');
  await keyboard.tabTo(demo.button('Save'));
  await keyboard.press('Enter');
  await expect(demo.names).toHaveText([/Runs at three\.$/, /^Weekly/]);
  await expect(demo.button('Edit Nightly backup')).toBeFocused();

  await keyboard.press('Tab', 'Enter');
  const rotation = demo.dialog('Rotate “Nightly backup”');
  await expect(rotation.getByLabel('Name of the new key (optional)')).toBeFocused();
  await keyboard.type('Nightly backup, anew');
  await keyboard.press('Enter');
  await expect(demo.secret).toBeFocused();
  await keyboard.save(demo, 'Saved: revoke the old key');
  await expect(demo.heading).toBeFocused();
  await expect(page.getByText('has taken the place of')).toBeVisible();
  await expect(demo.names).toHaveText([/^Nightly backup/, /anew/, /^Weekly/]);

  await keyboard.tabTo(demo.button('Revoke Weekly report'));
  await keyboard.press('Enter');
  await expect(demo.dialog('Revoke “Weekly report”?').getByRole('textbox')).toBeFocused();
  await keyboard.press('Escape');
  await expect(demo.button('Revoke Weekly report')).toBeFocused();
  await keyboard.press('Enter');
  await keyboard.type('It was in a log.');
  await keyboard.press('Enter');
  await expect(demo.heading).toBeFocused();
  await expect(demo.row('Weekly report')).toContainText('It was in a log.');

  await keyboard.tabTo(demo.pageCheckbox);
  await keyboard.press('Space');
  await keyboard.tabTo(demo.button('Revoke selected'), 'Shift+Tab');
  await keyboard.press('Enter');
  await expect(demo.dialog('Revoke 1 key?').getByRole('textbox')).toBeFocused();
  await keyboard.press('Enter');
  await expect(demo.heading).toBeFocused();
  await expect(page.getByText('1 key is revoked.')).toBeVisible();
});

/** Uses the keyboard, and checks that the focus is always visible. */
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

  /** Presses Tab or Shift+Tab until the target has the focus. */
  async tabTo(target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
    await expect(target).toBeVisible();
    for (let tabs = 0; tabs < 40; tabs++) {
      await this.press(key);
      await this.expectFocus();
      if (await target.evaluate((element) => element === document.activeElement)) return;
    }
    await expect(target, 'the target is not reachable with Tab').toBeFocused();
  }

  /** Copies a secret, and confirms that it is saved. */
  async save(demo: DemoPage, buttonName: string): Promise<void> {
    await this.tabTo(demo.button('Copy'));
    await this.press('Enter');
    await expect(demo.status('Copied.')).toBeVisible();
    await this.tabTo(demo.button(buttonName));
    await this.press('Enter');
  }

  /** Expects a focused element with a visible outline. Elements with tabindex -1 need no outline. */
  async expectFocus(): Promise<void> {
    const focus = await this.#page.evaluate(() => {
      const element = document.activeElement;
      if (!element || element === document.body) return 'lost';
      if (element.getAttribute('tabindex') === '-1') return 'visible';
      const outlined = [element, element.closest('label')].some((candidate) => {
        const style = candidate && getComputedStyle(candidate);
        return style?.outlineStyle === 'solid' && Number.parseFloat(style.outlineWidth) >= 2;
      });
      const { width, height } = (element.closest('label') ?? element).getBoundingClientRect();
      return outlined && width > 1 && height > 1 ? 'visible' : `not visible: ${element.outerHTML}`;
    });
    expect(focus).toBe('visible');
  }
}
