import { expect, type Locator, type Page } from '@playwright/test';

/** The page object of the demo page. Locators use roles and labels. */
export class DemoPage {
  readonly page: Page;
  readonly heading: Locator;
  readonly count: Locator;
  readonly notice: Locator;
  /** The first cell of each row: the name, and the description where there is one. */
  readonly names: Locator;
  readonly search: Locator;
  /** The filter of the list: all keys, or only the active ones. */
  readonly all: Locator;
  readonly active: Locator;
  readonly organization: Locator;
  readonly pages: Locator;
  readonly error: Locator;
  /** The checkbox that selects all keys of the list page. */
  readonly pageCheckbox: Locator;
  readonly createDialog: Locator;
  readonly secretDialog: Locator;
  readonly secret: Locator;
  readonly lostDialog: Locator;

  constructor(page: Page) {
    this.page = page;
    this.heading = page.getByRole('heading', { level: 1, name: 'API keys' });
    this.count = page.getByRole('status').filter({ hasText: /^(No|\d.*) keys?$/ });
    this.notice = page.getByRole('status').filter({ hasText: /^“.*” is / });
    this.names = page.getByRole('rowheader');
    this.search = page.getByRole('searchbox', { name: 'Search keys' });
    this.all = page.getByRole('radio', { name: 'All', exact: true });
    this.active = page.getByRole('radio', { name: 'Active', exact: true });
    this.organization = page.getByRole('combobox', { name: 'Organization' });
    this.pages = page.getByRole('navigation', { name: 'Pages' });
    this.error = page.getByRole('alert');
    this.pageCheckbox = page.getByRole('table').getByLabel('Select all on this page');
    this.createDialog = page.getByRole('dialog', { name: /^Create an? / });
    this.secretDialog = this.dialog('Save the secret now');
    this.secret = page.getByRole('textbox', { name: 'Secret' });
    this.lostDialog = this.dialog('The answer was lost');
  }

  /** Opens the demo page and waits for the first list. */
  async open(): Promise<void> {
    await this.page.goto('/');
    await expect(this.heading).toBeVisible();
    await expect(this.count).toBeVisible();
  }

  row(name: string): Locator {
    return this.page.getByRole('row').filter({ has: this.button(`Reload ${name}`) });
  }

  dialog(name: string): Locator {
    return this.page.getByRole('dialog', { name });
  }

  /** The checkbox that selects a key. */
  checkbox(name: string): Locator {
    return this.page.getByRole('checkbox', { name: `Select ${name}`, exact: true });
  }

  /** The cell of a key in a column. */
  cell(name: string, column: string): Locator {
    return this.row(name).locator(`[data-label="${column}"]`);
  }

  column(name: string): Locator {
    return this.page.getByRole('columnheader', { name, exact: true });
  }

  /** A status message for assistive technology that contains a text. */
  status(text: string): Locator {
    return this.page.getByRole('status').filter({ hasText: text });
  }

  button(name: string): Locator {
    return this.page.getByRole('button', { name, exact: true });
  }

  /** Fills in the create dialog and submits it. */
  async create(name: string, fields: { description?: string; expiration?: string } = {}) {
    await this.button('Create key').click();
    const dialog = this.dialog('Create an API key');
    await dialog.getByLabel('Name').fill(name);
    if (fields.description)
      await dialog.getByLabel('Description (optional)').fill(fields.description);
    if (fields.expiration) await dialog.getByLabel('Expiration').selectOption(fields.expiration);
    await dialog.getByRole('button', { name: 'Create', exact: true }).click();
  }

  /** Fills in the create dialog with an expiration date, as `YYYY-MM-DD`, and submits it. */
  async createByDate(name: string, date: string): Promise<void> {
    await this.button('Create key').click();
    const dialog = this.createDialog;
    await dialog.getByLabel('Name').fill(name);
    const readScope = dialog.getByLabel('read');
    if (await readScope.count()) await readScope.check();
    await dialog.getByLabel('Expiration', { exact: true }).selectOption('On a date…');
    await dialog.getByLabel('Expiration date').fill(date);
    await this.button('Create').click();
  }

  /** Shows the secret and returns it. */
  async showSecret(): Promise<string> {
    const dialog = this.dialog('Save the secret now');
    await dialog.getByRole('button', { name: 'Show' }).click();
    return dialog.getByRole('textbox', { name: 'Secret' }).inputValue();
  }

  /** Confirms that the secret is saved, and returns it. */
  async saveSecret(): Promise<string> {
    const dialog = this.dialog('Save the secret now');
    const secret = await this.showSecret();
    await dialog.getByRole('button', { name: 'I have saved it' }).click();
    await expect(dialog).toBeHidden();
    return secret;
  }

  /** Fills in the rotate dialog and submits it. */
  async rotate(name: string, fields: { name?: string; expiration?: string; reason?: string }) {
    await this.button(`Rotate ${name}`).click();
    const dialog = this.dialog(`Rotate “${name}”`);
    if (fields.name) await dialog.getByLabel('Name of the new key (optional)').fill(fields.name);
    if (fields.expiration) await dialog.getByLabel('Expiration').selectOption(fields.expiration);
    if (fields.reason) await dialog.getByLabel('Reason for revoking').fill(fields.reason);
    await this.button('Create the new key').click();
  }

  /** Switches the user while a modal dialog is open, as another tab could. */
  async switchUserBehindDialog(name: string): Promise<void> {
    await this.page
      .getByRole('button', { name: `Switch to ${name}`, includeHidden: true })
      .evaluate((button) => (button as HTMLButtonElement).click());
  }

  /** Revokes a key, optionally with a reason. */
  async revoke(name: string, reason = ''): Promise<void> {
    await this.button(`Revoke ${name}`).click();
    const dialog = this.dialog(`Revoke “${name}”?`);
    await dialog.getByLabel('Reason (optional)').fill(reason);
    await dialog.getByRole('button', { name: 'Revoke key' }).click();
    await expect(dialog).toBeHidden();
  }
}
