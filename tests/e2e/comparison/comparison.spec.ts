import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import { openHarness } from '../harness/open.ts';
import type { Journal } from '../standin/journal.ts';
import { type Case, cases } from './cases.ts';
import type * as differences from './differences.ts';
import { mask, type Observation } from './observation.ts';
import { createSeeds, type Seeds, type Side } from './seeds.ts';

test.use({ site: 'harness' });

/** The groups that change no keys, so both sides use the same keys. */
const readOnly = ['list', 'reload'];

for (const [groupName, group] of Object.entries(cases)) {
  test.describe(groupName, () => {
    for (const comparison of group) {
      test(comparison.name, async ({ page, session, standIn: { journal }, monitor }) => {
        const seeds = await createSeeds(session);
        await openHarness(page);
        await prepareSession(page, comparison);

        const context = { page, journal, seeds };
        const original = await observe('original', comparison, context);
        const ours = await observe('ours', comparison, context);
        for (const { path, status } of [...original.requests, ...ours.requests]) {
          if (status && status >= 400) monitor.expectError(`${status} ${path}`);
        }

        const masked = (observation: Observation, side: Side) =>
          mask(observation, readOnly.includes(groupName) ? undefined : seeds.own[side]);
        expect(masked(ours, 'ours')).toEqual(
          applyDifferences(masked(original, 'original'), comparison.differs, seeds),
        );
      });
    }
  });
}

async function prepareSession(page: Page, { organization, signedOut }: Case): Promise<void> {
  await page.evaluate(
    async ([organization, signedOut]) => {
      if (organization) await harness.clerk.setActive({ organization });
      if (signedOut) await harness.clerk.signOut(() => {});
    },
    [organization, signedOut] as const,
  );
}

interface Context {
  page: Page;
  journal: Journal;
  seeds: Seeds;
}

async function observe(side: Side, { call }: Case, context: Context): Promise<Observation> {
  await context.journal.clear();
  const outcome = await context.page.evaluate(
    ([side, call]) =>
      harness.observe(side === 'ours' ? harness.clerk.apiKeys : harness.original, call),
    [side, call(context.seeds.own[side], context.seeds.keys)] as const,
  );
  return { outcome, requests: await context.journal.read() };
}

/** Applies every listed difference to the observation of clerk-js. */
function applyDifferences(
  original: Observation,
  differs: differences.Difference[],
  seeds: Seeds,
): Observation {
  const result = structuredClone(original);
  for (const { reason, change } of differs) {
    const before = structuredClone(result);
    change(result, seeds);
    expect(result, `the difference no longer exists: ${reason}`).not.toEqual(before);
  }
  return result;
}
