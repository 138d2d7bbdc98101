import { expect, test } from '../fixtures.ts';
import { root } from '../paths.ts';
import { openManager } from './open.ts';

test.use({ site: 'manager', viewport: { width: 1200, height: 560 } });

/** `APIKEYS_PICTURES=1` writes the pictures of the documentation. Otherwise they are only taken. */
const forDocumentation = process.env.APIKEYS_PICTURES !== undefined;

for (const theme of ['light', 'dark'] as const) {
  test(`a picture, ${theme}`, async ({ page }, testInfo) => {
    await openManager(page, 0);
    await page.clock.setFixedTime('2026-06-01T12:00:00Z');
    await page.addStyleTag({
      content: `body { margin: 0; padding: 24px; font-family: system-ui, sans-serif; color-scheme: ${theme};
        background: light-dark(#f6f6f8, #121316) }`,
    });
    await page.evaluate(() => {
      const day = 86_400_000;
      const at = (days: number) => Date.UTC(2026, 5, 1, 9) + days * day;
      const { server } = manager;
      server.add(1, {
        name: 'Old laptop',
        created_at: at(-200),
        expired: true,
        expiration: at(-20),
      });
      server.add(1, {
        name: 'Staging',
        created_at: at(-40),
        revoked: true,
        revocation_reason: 'It was in a log.',
      });
      server.add(1, { name: 'Weekly report', created_at: at(-9), last_used_at: at(-1) });
      server.add(1, {
        name: 'Nightly backup',
        description: 'Runs at two.',
        created_at: at(-1),
        last_used_at: at(0),
        expiration: at(3),
      });
      manager.render({ ownerName: 'Ada Lovelace' });
    });
    await page.getByRole('radio', { name: 'All' }).check();
    await expect(page.getByRole('rowheader')).toHaveCount(4);
    await page.evaluate(() => document.fonts.ready);
    await page.mouse.move(0, 0);
    const folder = forDocumentation ? `${root}/docs/images` : testInfo.outputDir;
    await page.screenshot({ path: `${folder}/manager-${theme}.png`, fullPage: true });
  });
}
