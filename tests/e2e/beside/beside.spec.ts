import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import { openHarness } from '../harness/open.ts';
import type { Journal } from '../standin/journal.ts';
import { type Case, cases } from './cases.ts';
import type * as differences from './differences.ts';
import { mask, type Observed } from './observed.ts';
import { type Seeds, type Side, sow } from './seeds.ts';

test.use({ site: 'harness' });

/** Where both sides are about the same keys. */
const readOnly = ['list', 'reload'];

for (const [about, group] of Object.entries(cases)) {
  test.describe(about, () => {
    for (const comparison of group) {
      test(comparison.name, async ({ page, session, standIn: { journal }, watch }) => {
        const seeds = await sow(session);
        await openHarness(page);
        await enter(page, comparison);

        const scene = { page, journal, seeds };
        const original = await observe('original', comparison, scene);
        const ours = await observe('ours', comparison, scene);
        for (const { path, status } of [...original.requests, ...ours.requests]) {
          if (status && status >= 400) watch.intend(`${status} ${path}`);
        }

        const masked = (observed: Observed, side: Side) =>
          mask(observed, readOnly.includes(about) ? undefined : seeds.own[side]);
        expect(masked(ours, 'ours')).toEqual(
          changed(masked(original, 'original'), comparison.differs, seeds),
        );
      });
    }
  });
}

async function enter(page: Page, { organization, signedOut }: Case): Promise<void> {
  await page.evaluate(
    async ([organization, signedOut]) => {
      if (organization) await harness.clerk.setActive({ organization });
      if (signedOut) await harness.clerk.signOut(() => {});
    },
    [organization, signedOut] as const,
  );
}

interface Scene {
  page: Page;
  journal: Journal;
  seeds: Seeds;
}

async function observe(side: Side, { call }: Case, scene: Scene): Promise<Observed> {
  await scene.journal.clear();
  const outcome = await scene.page.evaluate(
    ([side, call]) =>
      harness.observe(side === 'ours' ? harness.clerk.apiKeys : harness.original, call),
    [side, call(scene.seeds.own[side], scene.seeds.keys)] as const,
  );
  return { outcome, requests: await scene.journal.read() };
}

/** What was seen of clerk-js, with every listed difference made. */
function changed(original: Observed, differs: differences.Difference[], seeds: Seeds): Observed {
  const result = structuredClone(original);
  for (const { reason, change } of differs) {
    const before = structuredClone(result);
    change(result, seeds);
    expect(result, `no longer a difference: ${reason}`).not.toEqual(before);
  }
  return result;
}
