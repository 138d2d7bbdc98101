import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import { ada } from '../standin/people.ts';
import { openHarness } from './open.ts';

test.use({ site: 'harness' });

const keys = /\/__clerk\/(v1\/)?api_keys(\?|$)/;

/** The server makes the next key, and its answer never arrives. */
async function loseNextAnswer(page: Page): Promise<void> {
  await page.route(
    keys,
    async (route) => {
      if (route.request().method() !== 'POST') return route.fallback();
      await route.fetch();
      await route.abort('connectionreset');
      await page.unroute(keys);
    },
    { times: 1 },
  );
}

test('a key whose answer was lost is revoked and made again', async ({ page, session, watch }) => {
  await session.create({ name: 'Weekly backup', subject: ada.id });
  await openHarness(page);
  await loseNextAnswer(page);
  const told = await page.evaluate(async () => {
    const apiKeys = harness.attach();
    const error = await apiKeys.create({ name: 'Nightly backup' }).catch((error) => error);
    const candidates = await error.candidates();
    const key = await error.recreate();
    const { data } = await apiKeys.getAll({ includeInvalid: true });
    return {
      code: error.code,
      found: candidates.map(({ name }: { name: string }) => name),
      made: [key.name, typeof key.secret],
      keys: data.map(({ name, revoked }) => [name, revoked]),
    };
  });
  watch.intend('Failed to load resource: net::ERR_CONNECTION_RESET');
  watch.intend('409 /__clerk/api_keys');
  expect(told).toEqual({
    code: 'create_outcome_unknown',
    found: ['Nightly backup'],
    made: ['Nightly backup (2)', 'string'],
    keys: [
      ['Nightly backup (2)', false],
      ['Nightly backup', true],
      ['Weekly backup', false],
    ],
  });
});

test('two clicks make one key', async ({ page }) => {
  await openHarness(page);
  const told = await page.evaluate(async () => {
    const apiKeys = harness.attach();
    const create = () => apiKeys.create({ name: 'Nightly backup' });
    const [one, two] = await Promise.all([create(), create()]);
    return [one === two, (await apiKeys.getAll()).total_count];
  });
  expect(told).toEqual([true, 1]);
});

test('a key is rotated, and all of them are gone through', async ({ page, watch }) => {
  await openHarness(page);
  const told = await page.evaluate(async () => {
    const apiKeys = harness.attach();
    const old = await apiKeys.create({ name: 'Nightly backup', description: 'To the vault' });
    const stored: unknown[] = [];
    const fresh = await apiKeys.rotate({
      apiKeyID: old.id,
      onSecret: async (key) => {
        stored.push(key.id, typeof key.secret, (await apiKeys.getAll()).total_count);
      },
    });
    const all: unknown[] = [];
    for await (const { id, revoked } of apiKeys.iterate({ includeInvalid: true })) {
      all.push([id === fresh.id ? 'fresh' : 'old', revoked]);
    }
    const dated = /^Nightly backup \d{4}-\d\d-\d\d$/.test(fresh.name);
    const seen = [stored[0] === fresh.id, ...stored.slice(1), dated, fresh.description, all];
    return { oldId: old.id, seen };
  });
  // The server has no route for one key.
  watch.intend(`404 /__clerk/v1/api_keys/${told.oldId}`);
  expect(told.seen).toEqual([
    true,
    'string',
    2,
    true,
    'To the vault',
    [
      ['fresh', false],
      ['old', true],
    ],
  ]);
});
