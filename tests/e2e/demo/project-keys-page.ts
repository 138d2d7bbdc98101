import { expect, type Locator, type Page } from '@playwright/test';
import { DemoPage } from './demo-page.ts';

/** The page object of the demo page's project keys tab. */
export class ProjectKeysPage extends DemoPage {
  override readonly heading: Locator;
  readonly tab: Locator;
  readonly project: Locator;

  constructor(page: Page) {
    super(page);
    this.heading = page.getByRole('heading', { level: 1, name: 'Project keys' });
    this.tab = page.getByRole('tab', { name: 'Project keys' });
    this.project = page.getByRole('combobox', { name: 'Project', exact: true });
  }

  /** Opens the demo page, selects the tab and waits for the first list. */
  override async open(): Promise<void> {
    await this.page.goto('/');
    await this.tab.click();
    await expect(this.heading).toBeVisible();
    await expect(this.count).toBeVisible();
  }

  /** Expects these keys, in this order. */
  async expectKeys(names: readonly string[]): Promise<void> {
    const cells = names.map((name) => new RegExp(`^${name}( Admin-managed)?Key prefix proj_`));
    await expect(this.names).toHaveText(cells);
  }

  /** Fills in the create dialog and submits it. */
  override async create(name: string, fields: { scopes?: string[]; expiration?: string } = {}) {
    await this.button('Create key').click();
    const dialog = this.dialog('Create a project key');
    await dialog.getByLabel('Name').fill(name);
    for (const scope of fields.scopes ?? []) await dialog.getByLabel(scope).check();
    if (fields.expiration) await dialog.getByLabel('Expiration').selectOption(fields.expiration);
    await dialog.getByRole('button', { name: 'Create', exact: true }).click();
  }

  /** Revokes a key. The dialog has no field for a reason. */
  override async revoke(name: string): Promise<void> {
    await this.button(`Revoke ${name}`).click();
    const dialog = this.dialog(`Revoke “${name}”?`);
    await expect(dialog.getByRole('textbox')).toHaveCount(0);
    await dialog.getByRole('button', { name: 'Revoke key' }).click();
    await expect(dialog).toBeHidden();
  }
}
