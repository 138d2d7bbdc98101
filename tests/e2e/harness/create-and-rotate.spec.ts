import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import { ada } from '../standin/people.ts';
import { openHarness } from './open.ts';

test.use({ site: 'harness' });

const keys = /\/__clerk\/api_keys(\?|$)/;

/** The server creates the next key, but its response never arrives. */
async function loseNextResponse(page: Page): Promise<void> {
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

test('recreate() revokes the key of a lost response and creates it again', async ({
  page,
  session,
  monitor,
}) => {
  await session.create({ name: 'Weekly backup', subject: ada.id });
  await openHarness(page);
  await loseNextResponse(page);
  const result = await page.evaluate(async () => {
    const apiKeys = harness.attach();
    const error = await apiKeys.create({ name: 'Nightly backup' }).catch((error) => error);
    const candidates = await error.candidates();
    const key = await error.recreate();
    const { data } = await apiKeys.getAll({ includeInvalid: true });
    return {
      code: error.code,
      candidates: candidates.map(({ name }: { name: string }) => name),
      created: [key.name, typeof key.secret],
      keys: data.map(({ name, revoked }) => [name, revoked]),
    };
  });
  monitor.expectError('Failed to load resource: net::ERR_CONNECTION_RESET');
  monitor.expectError('409 /__clerk/api_keys');
  expect(result).toEqual({
    code: 'create_outcome_unknown',
    candidates: ['Nightly backup'],
    created: ['Nightly backup (2)', 'string'],
    keys: [
      ['Nightly backup (2)', false],
      ['Nightly backup', true],
      ['Weekly backup', false],
    ],
  });
});

test('two clicks create one key', async ({ page }) => {
  await openHarness(page);
  const result = await page.evaluate(async () => {
    const apiKeys = harness.attach();
    const create = () => apiKeys.create({ name: 'Nightly backup' });
    const [one, two] = await Promise.all([create(), create()]);
    return [one === two, (await apiKeys.getAll()).total_count];
  });
  expect(result).toEqual([true, 1]);
});

test('rotate() replaces a key, and iterate() finds both', async ({ page }) => {
  await openHarness(page);
  const result = await page.evaluate(async () => {
    const apiKeys = harness.attach();
    const old = await apiKeys.create({ name: 'Nightly backup', description: 'To the vault' });
    const stored: unknown[] = [];
    const created = await apiKeys.rotate({
      apiKeyID: old.id,
      onSecret: async (key) => {
        stored.push(key.id, typeof key.secret, (await apiKeys.getAll()).total_count);
      },
    });
    const all: unknown[] = [];
    for await (const { id, revoked } of apiKeys.iterate({ includeInvalid: true })) {
      all.push([id === created.id ? 'new' : 'old', revoked]);
    }
    const dated = /^Nightly backup \d{4}-\d\d-\d\d$/.test(created.name);
    const observed = [
      stored[0] === created.id,
      ...stored.slice(1),
      dated,
      created.description,
      all,
    ];
    return observed;
  });
  expect(result).toEqual([
    true,
    'string',
    2,
    true,
    'To the vault',
    [
      ['new', false],
      ['old', true],
    ],
  ]);
});
