import { expect, type Locator, type Page } from '@playwright/test';

/** What of clerk-js stands in for another tab. */
interface ClerkOnPage {
  signOut(then: () => void): Promise<void>;
  setActive(choice: { session?: string; organization?: string }): Promise<void>;
  client: { signIn: { create(attempt: object): Promise<{ createdSessionId: string }> } };
}

/** The demo page, by what a person finds on it. */
export class Home {
  readonly page: Page;
  readonly heading: Locator;
  readonly count: Locator;
  readonly notice: Locator;
  /** The first cell of each row: the name, and the description where there is one. */
  readonly names: Locator;
  readonly search: Locator;
  /** Which keys are listed: all, or the active ones alone. */
  readonly all: Locator;
  readonly active: Locator;
  readonly organization: Locator;
  readonly pages: Locator;
  readonly error: Locator;
  /** The box that chooses all keys that are shown. */
  readonly selectPage: Locator;
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
    this.selectPage = page.getByRole('checkbox', { name: 'Select all on this page' });
    this.createDialog = page.getByRole('dialog', { name: /^Create an? / });
    this.secretDialog = this.dialog('Save the secret now');
    this.secret = page.getByRole('textbox', { name: 'Secret' });
    this.lostDialog = this.dialog('The answer was lost');
  }

  /** Opens the page, and waits for its first list. */
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

  /** The box that chooses a key. */
  box(name: string): Locator {
    return this.page.getByRole('checkbox', { name: `Select ${name}`, exact: true });
  }

  column(name: string): Locator {
    return this.page.getByRole('columnheader', { name, exact: true });
  }

  /** Words that assistive technology is told. */
  told(words: string): Locator {
    return this.page.getByRole('status').filter({ hasText: words });
  }

  button(name: string): Locator {
    return this.page.getByRole('button', { name, exact: true });
  }

  /** Another user signs in, as in another tab: whatever dialog is open here. */
  async signInElsewhere(email: string): Promise<void> {
    await this.page.evaluate(async (identifier) => {
      const { Clerk } = window as unknown as { Clerk: ClerkOnPage };
      await Clerk.signOut(() => {});
      const attempt = { strategy: 'password', identifier, password: 'engine-no-1' };
      const { createdSessionId } = await Clerk.client.signIn.create(attempt);
      await Clerk.setActive({ session: createdSessionId });
    }, email);
  }

  /** Another organization becomes the active one, as in another tab. */
  async activateElsewhere(organization: string): Promise<void> {
    await this.page.evaluate(async (organization) => {
      const { Clerk } = window as unknown as { Clerk: ClerkOnPage };
      await Clerk.setActive({ organization });
    }, organization);
  }

  /** Fills in the dialog that creates a key, and sends it. */
  async create(name: string, rest: { description?: string; expiration?: string } = {}) {
    await this.button('Create key').click();
    const dialog = this.dialog('Create an API key');
    await dialog.getByLabel('Name').fill(name);
    if (rest.description) await dialog.getByLabel('Description (optional)').fill(rest.description);
    if (rest.expiration) await dialog.getByLabel('Expiration').selectOption(rest.expiration);
    await dialog.getByRole('button', { name: 'Create', exact: true }).click();
  }

  /** Asks to see the secret. */
  async showSecret(): Promise<string> {
    const dialog = this.dialog('Save the secret now');
    await dialog.getByRole('button', { name: 'Show' }).click();
    return dialog.getByRole('textbox', { name: 'Secret' }).inputValue();
  }

  /** Says that the secret is saved, and returns it. */
  async saveSecret(): Promise<string> {
    const dialog = this.dialog('Save the secret now');
    const secret = await this.showSecret();
    await dialog.getByRole('button', { name: 'I have saved it' }).click();
    await expect(dialog).toBeHidden();
    return secret;
  }

  /** Revokes a key for a reason, or without one. */
  async revoke(name: string, reason = ''): Promise<void> {
    await this.button(`Revoke ${name}`).click();
    const dialog = this.dialog(`Revoke “${name}”?`);
    await dialog.getByLabel('Reason (optional)').fill(reason);
    await dialog.getByRole('button', { name: 'Revoke key' }).click();
    await expect(dialog).toBeHidden();
  }
}
