import type { Page } from '@playwright/test';
import { expect, serverTest as test } from '../fixtures.ts';
import { type Case, cases, defaultPage } from './cases.ts';
import type { Difference } from './differences.ts';
import { Network, type Sent } from './network.ts';
import type { Side, Source } from './site/main.tsx';

test.use({ site: 'requests' });

const sources: Record<Source, string> = { 'clerk-js': 'new Clerk()', react: 'useClerk()' };

for (const [source, sourceName] of Object.entries(sources)) {
  test.describe(sourceName, () => {
    for (const example of cases) {
      test(example.name, async ({ page, standIn }) => {
        const origin = example.page ?? defaultPage;
        await setCookies(page, origin, example.cookies);
        const network = await Network.open(page, standIn.origin, origin, example.frontendApi);
        await load(page, source as Source, example);
        await setCookies(page, origin, example.laterCookies);

        const original = await requestsOf('original', page, network);
        const expected = applyDifferences(original, example.differs ?? []);
        expect(expected.map(addressAndQuery), 'clerk-js').toEqual(expectedRequests(example));
        expect(await requestsOf('fromClerk', page, network)).toEqual(expected);
        expect(await requestsOf('attach', page, network)).toEqual(expected);
        expect(network.strays).toEqual([]);
      });
    }
  });
}

async function setCookies(page: Page, url: string, cookies: Record<string, string> = {}) {
  const list = Object.entries(cookies).map(([name, value]) => ({ name, value, url }));
  await page.context().addCookies(list);
}

async function load(page: Page, source: Source, { settings, organization }: Case) {
  await page.evaluate(([...args]) => requests.load(...args), [
    source,
    settings,
    organization,
  ] as const);
}

async function requestsOf(side: Side, page: Page, network: Network): Promise<Sent[]> {
  await page.evaluate((side) => requests.call(side), side);
  return network.takeSent();
}

/** Applies every listed difference to the requests of clerk-js. */
function applyDifferences(original: Sent[], differs: Difference[]): Sent[] {
  return differs.reduce((requests, { reason, change }) => {
    const changed = requests.map(change);
    expect(changed, `the difference no longer exists: ${reason}`).not.toEqual(requests);
    return changed;
  }, original);
}

/** Members of a query that are the same in all cases, or that name the key or its owner. */
const common = /^(__clerk_api_version|_clerk_js_version|_clerk_session_id)$/;
const params = /^(subject|query|limit|offset)$/;

function addressAndQuery({ method, origin, path, query, hasToken }: Sent) {
  const says = query.filter(([name]) => !common.test(name) && !params.test(name));
  return { request: `${method} ${origin}${path}`, says: Object.fromEntries(says), hasToken };
}

/** What a case expects of clerk-js, so that both sides cannot be wrong alike. */
function expectedRequests({ frontendApi, says = {} }: Case) {
  const paths = ['GET /api_keys', 'POST /api_keys', 'POST /api_keys/‹ID›/revoke'];
  return paths.map((line) => ({
    request: line.replace(' ', ` ${frontendApi}`),
    says,
    hasToken: true,
  }));
}
