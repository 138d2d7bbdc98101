import { expect, type Locator, type Page } from '@playwright/test';

/** How the host page mounts the component, and over which `clerk.apiKeys`. */
export interface Mount {
  apiKeys: 'apikeys-wasm' | 'clerk-js';
  by: '<APIKeys />' | 'mountAPIKeys';
}

/** This package in both ways, and clerk-js for comparison. */
export const mounts: Mount[] = [
  { apiKeys: 'apikeys-wasm', by: '<APIKeys />' },
  { apiKeys: 'apikeys-wasm', by: 'mountAPIKeys' },
  { apiKeys: 'clerk-js', by: '<APIKeys />' },
];

/** The page object of Clerk's component. */
export class ComponentPage {
  readonly page: Page;
  /** The rows of keys, without the header. */
  readonly rows: Locator;
  readonly search: Locator;
  readonly name: Locator;
  readonly createButton: Locator;
  /** The dialog with the secret or the confirmation of a revoke. */
  readonly dialog: Locator;

  constructor(page: Page) {
    this.page = page;
    this.rows = page.getByRole('row').filter({ has: page.getByRole('cell') });
    this.search = page.getByRole('searchbox', { name: 'Search keys' });
    this.name = page.getByRole('textbox', { name: 'Secret key name' });
    this.createButton = page.getByRole('button', { name: 'Create key' });
    this.dialog = page.getByRole('alertdialog');
  }

  async open({ apiKeys, by }: Mount): Promise<void> {
    await this.page.goto(`/?${new URLSearchParams({ apiKeys, by })}`);
    await expect(this.rows).not.toHaveCount(0);
    // clerk-js has no such method.
    const isOurs = await this.page.evaluate(() => 'iterate' in host.clerk.apiKeys);
    expect(isOurs).toBe(apiKeys === 'apikeys-wasm');
  }

  /** Opens the form, and leaves the expiration and the description as they are. */
  async create(name: string): Promise<void> {
    await this.page.getByRole('button', { name: 'Add new key' }).click();
    await this.name.fill(name);
    await this.createButton.click();
  }

  /** Opens the confirmation of a revoke. */
  async revoke(name: string): Promise<void> {
    const row = this.rows.filter({ hasText: name });
    const revoke = this.page.getByRole('menuitem', { name: 'Revoke key' });
    // Clerk's component closes the menu when it reads the list again.
    await expect(async () => {
      if (!(await revoke.isVisible())) await row.getByRole('button', { name: 'Open menu' }).click();
      await revoke.click({ timeout: 2000 });
    }).toPass();
  }

  async confirmRevoke(): Promise<void> {
    await this.dialog.getByRole('textbox').fill('Revoke');
    await this.dialog.getByRole('button', { name: 'Revoke key' }).click();
  }
}
