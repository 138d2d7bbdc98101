import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import { openAcrossOrigins } from './open.ts';
import { Requests } from './requests.ts';

// Production instances: the page and the Frontend API are two origins of one site, over https.
test.use({ site: 'harness', https: true, ignoreHTTPSErrors: true });

/** Creates, lists and revokes a key. */
function manageKeys(page: Page) {
  return page.evaluate(async () => {
    const apiKeys = harness.attach();
    const key = await apiKeys.create({ name: 'Nightly backup' });
    const { total_count } = await apiKeys.getAll();
    await apiKeys.revoke({ apiKeyID: key.id });
    await key.reload();
    return [harness.clerk.instanceType, total_count, key.revoked];
  });
}

for (const [instance, host] of [
  ['live', 'standin.localhost'],
  ['satellite', 'satellite.localhost'],
] as const) {
  test(`a ${instance} instance has its Frontend API at clerk.${host}`, async ({
    page,
    standIn,
    monitor,
  }) => {
    const { port } = new URL(`https://${standIn.frontendApi}`);
    const origin = `https://${host}:${port}`;
    monitor.allowOrigin(origin);
    monitor.allowOrigin(`https://clerk.${host}:${port}`);
    const requests = new Requests(page);
    await openAcrossOrigins(page, standIn, origin, instance);
    expect(await manageKeys(page)).toEqual(['production', 1, true]);
    await requests.check(standIn, origin);
    const sent = await requests.all();
    expect(new Set(sent.map(({ host }) => host))).toEqual(new Set([`clerk.${host}:${port}`]));
    // The cookie of the Frontend API identifies the browser.
    expect(sent.some(({ hasDevBrowser }) => hasDevBrowser)).toBe(false);
    const cookies = await page.context().cookies(`https://clerk.${host}:${port}`);
    const client = cookies.find(({ name }) => name === '__client');
    expect(client).toMatchObject({ httpOnly: true, secure: true, sameSite: 'Lax' });
  });
}
