import type { Locator, Page } from '@playwright/test';

/** The demo page's panel of faults, by what a person finds on it. */
export class FaultPanel {
  readonly region: Locator;
  readonly summary: Locator;
  /** The requests that it lists, the last one first. */
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

  /** Opens it with a key, and waits for what it shows. */
  async open(): Promise<void> {
    await this.summary.press('Enter');
    await this.clear.waitFor();
  }

  choice(label: string): Locator {
    return this.region.getByRole('combobox', { name: label });
  }

  /** Chooses, and waits until the server has heard of it. */
  async choose(label: string, option: string): Promise<void> {
    await this.heard(() => this.choice(label).selectOption(option));
  }

  /** Waits for what an act orders. */
  async heard(act: () => Promise<unknown>): Promise<void> {
    const isOrder = (method: string) => ['PUT', 'DELETE'].includes(method);
    const heard = this.region.page().waitForResponse((response) => {
      const { pathname } = new URL(response.url());
      return pathname === '/__standin/faults' && isOrder(response.request().method());
    });
    await act();
    await heard;
  }
}
