import type { Locator, Page } from '@playwright/test';

/** The page object of the demo page's fault panel. Locators use roles and labels. */
export class FaultPanel {
  readonly region: Locator;
  readonly summary: Locator;
  /** The listed requests, newest first. */
  readonly requests: Locator;
  readonly offline: Locator;
  readonly clear: Locator;

  constructor(page: Page) {
    this.region = page.getByRole('complementary', { name: 'Faults' });
    this.summary = this.region.locator('summary');
    this.requests = this.region.getByRole('listitem');
    this.offline = this.region.getByRole('checkbox', { name: 'Cut every connection' });
    this.clear = this.region.getByRole('button', { name: 'Clear all' });
  }

  /** Opens the panel by keyboard and waits for its content. */
  async open(): Promise<void> {
    await this.summary.press('Enter');
    await this.clear.waitFor();
  }

  choice(label: string): Locator {
    return this.region.getByRole('combobox', { name: label });
  }

  /** Selects an option and waits until the server has saved it. */
  async choose(label: string, option: string): Promise<void> {
    await this.waitForSave(() => this.choice(label).selectOption(option));
  }

  /** Runs an action and waits until the server has saved the change. */
  async waitForSave(action: () => Promise<unknown>): Promise<void> {
    const isChange = (method: string) => ['PUT', 'DELETE'].includes(method);
    const saved = this.region.page().waitForResponse((response) => {
      const { pathname } = new URL(response.url());
      return pathname === '/__standin/faults' && isChange(response.request().method());
    });
    await action();
    await saved;
  }
}
