import { expect, test } from '../fixtures.ts';
import { ada } from '../standin/people.ts';
import { engine } from '../standin/projects.ts';
import { DemoPage } from './demo-page.ts';
import { FaultPanel } from './fault-panel.ts';
import { inspectState } from './inspect-state.ts';
import { ProjectKeysPage } from './project-keys-page.ts';

const keys = '/__clerk/api_keys';
const engineKeys = `/api/v1/projects/${engine.id}/keys`;

/** Chromium's message about a cut connection. */
const connectionCut = 'Failed to load resource: net::ERR_CONTENT_LENGTH_MISMATCH';

test('the panel sends no requests while it is closed or its tab is hidden', async ({ page }) => {
  const requests: string[] = [];
  page.on('request', (request) => {
    const { pathname } = new URL(request.url());
    if (/^\/__standin\/(faults|journal)/.test(pathname)) requests.push(pathname);
  });
  const demo = new DemoPage(page);
  const panel = new FaultPanel(page);
  await demo.open();
  await expect(panel.region).toBeVisible();
  await expect(panel.clear).toHaveCount(0);
  expect(requests).toEqual([]);

  await panel.open();
  await expect(panel.region).toContainText('None yet: list, create, reload or revoke keys.');
  const initial = requests.length;
  await expect.poll(() => requests.length).toBeGreaterThan(initial);

  const setVisibility = (state: string) =>
    page.evaluate((value) => {
      Object.defineProperty(document, 'visibilityState', { value, configurable: true });
      document.dispatchEvent(new Event('visibilitychange'));
    }, state);
  await setVisibility('hidden');
  await page.waitForTimeout(500); // Waits for pending requests.
  const before = requests.length;
  await page.waitForTimeout(2500);
  expect(requests.length, 'while hidden').toBe(before);
  await setVisibility('visible');
  await expect.poll(() => requests.length).toBeGreaterThan(before);

  await panel.summary.press('Enter');
  await expect(panel.clear).toHaveCount(0);
});

test('a 429 is retried after Retry-After', async ({ page, session, monitor }) => {
  await session.create({ name: 'Nightly backup', subject: ada.id });
  const demo = new DemoPage(page);
  const panel = new FaultPanel(page);
  await demo.open();
  await panel.open();
  await panel.choose('Retry-After of a 429', '2 seconds');
  await panel.choose('Answer with 429 to', 'the next 2 requests');
  await demo.all.check();
  await expect(panel.requests).toHaveText([
    /GET .*200$/,
    /GET .*429too many$/,
    /GET .*429too many$/,
  ]);
  await expect(demo.names).toHaveText(['Nightly backup']);
  await expect(panel.choice('Answer with 429 to')).toHaveValue('0');
  await expect(panel.choice('Retry-After of a 429')).toHaveValue('2');
  monitor.expectError(`429 ${keys}`, 2);

  const times = await panel.requests
    .getByRole('time')
    .evaluateAll((all) => all.map((time) => Date.parse((time as HTMLTimeElement).dateTime)));
  const [third = 0, second = 0, first = 0] = times;
  expect(second - first).toBeGreaterThanOrEqual(2000);
  expect(third - second).toBeGreaterThanOrEqual(2000);
});

test('a 503 is retried after a backoff', async ({ page, monitor }) => {
  const demo = new DemoPage(page);
  const panel = new FaultPanel(page);
  await demo.open();
  await panel.open();
  await panel.choose('Answer with 503 to', 'the next 3 requests');
  await demo.all.check();
  await expect(demo.error).toContainText('This service is not available for now');
  await expect(panel.requests).toHaveText(Array(3).fill(/GET .*503unavailable$/));
  await demo.button('Try again').click();
  await expect(page.getByText('No keys yet')).toBeVisible();
  await expect(panel.requests).toHaveCount(4);
  monitor.expectError(`503 ${keys}`, 3);
});

test('a 401 is retried with a fresh token', async ({ page, monitor }) => {
  const demo = new DemoPage(page);
  const panel = new FaultPanel(page);
  await demo.open();
  await panel.open();
  await panel.choose('Answer with 401 to', 'the next request');
  const token = page.waitForRequest(/\/v1\/client\/sessions\/[^/]+\/tokens/);
  await demo.create('Nightly backup');
  await token;
  await demo.saveSecret();
  await expect(demo.names).toHaveText(['Nightly backup']);
  await expect(panel.requests).toHaveText([
    /GET .*200$/,
    /POST .*201$/,
    /POST .*401session expired$/,
  ]);
  monitor.expectError(`401 ${keys}`);
});

test('a create whose response is lost is sent once, and the key exists', async ({
  page,
  monitor,
}) => {
  const demo = new DemoPage(page);
  const panel = new FaultPanel(page);
  await demo.open();
  await panel.open();
  await panel.choose('Lose the answer to', 'the next create');
  await demo.create('Nightly backup');
  await expect(demo.dialog('The answer was lost')).toContainText('Nightly backup');
  await expect(panel.requests.filter({ hasText: 'POST' })).toHaveText([
    /no answerdone, answer lost$/,
  ]);
  await demo.button('Leave it').click();
  await demo.all.check();
  await expect(demo.names).toHaveText(['Nightly backup']);
  monitor.expectError(connectionCut);
});

test('a list request without a connection has three attempts', async ({ page, monitor }) => {
  const demo = new DemoPage(page);
  const panel = new FaultPanel(page);
  await demo.open();
  await panel.open();
  await panel.offline.focus();
  await panel.waitForSave(() => page.keyboard.press('Space'));
  await expect(panel.offline).toBeChecked();
  await demo.all.check();
  await expect(demo.error.locator('code')).toHaveText('network_error');
  await expect(panel.requests).toHaveText(Array(3).fill(/GET .*no answercut off$/));
  monitor.expectError(connectionCut, 3);

  await panel.waitForSave(() => panel.clear.press('Enter'));
  await expect(panel.offline).not.toBeChecked();
  await demo.button('Try again').click();
  await expect(page.getByText('No keys yet')).toBeVisible();
  await expect(panel.requests.first()).toHaveText(/GET .*200$/);
});

test('each response can be delayed', async ({ page }) => {
  const demo = new DemoPage(page);
  const panel = new FaultPanel(page);
  await demo.open();
  await panel.open();
  await panel.choose('Delay each answer', 'by 2 seconds');
  await demo.all.check();
  await expect(panel.requests).toHaveText([/GET .*no answer yetdelayed$/]);
  await expect(panel.requests).toHaveText([/GET .*200delayed$/]);
  await expect(page.getByText('No keys yet')).toBeVisible();
});

test('the faults also apply to project keys', async ({ page, monitor }) => {
  const demo = new ProjectKeysPage(page);
  const panel = new FaultPanel(page);
  await demo.open();
  await panel.open();
  await panel.choose('Retry-After of a 429', '90 seconds');
  await panel.choose('Answer with 429 to', 'the next request');
  await demo.create('Nightly backup', { scopes: ['read'] });
  const dialog = demo.dialog('Create a project key');
  await expect(dialog.getByRole('alert')).toContainText('too many requests');
  monitor.expectError(`429 ${engineKeys}`);

  await panel.choose('Lose the answer to', 'the next create');
  await dialog.getByRole('button', { name: 'Create', exact: true }).click();
  await expect(demo.dialog('The answer was lost')).toContainText('Nightly backup');
  monitor.expectError(connectionCut);
});

test('several faults apply together and can be cleared at once', async ({ page }) => {
  const demo = new DemoPage(page);
  const panel = new FaultPanel(page);
  await demo.open();
  await panel.open();
  await panel.choice('Answer with 503 to').selectOption('the next 5 requests');
  await panel.choice('Lose the answer to').selectOption('the next 2 creates');
  await panel.choice('Delay each answer').selectOption('by 0.5 seconds');
  await panel.offline.check();
  const readFaults = async () => (await page.request.get('/__standin/faults')).json();
  const faults = {
    latencyMs: 500,
    loseCreates: 2,
    tooMany: 0,
    retryAfter: 1,
    unavailable: 5,
    expiredSessions: 0,
    offline: true,
  };
  await expect.poll(readFaults).toEqual(faults);
  await panel.summary.press('Enter');
  await panel.open();
  await expect(panel.choice('Answer with 503 to')).toHaveValue('5');
  await expect(panel.offline).toBeChecked();

  // The panel shows faults that another client sets, and keeps them when it sets another fault.
  await page.request.put('/__standin/faults', { data: { tooMany: 7 } });
  await panel.choose('Answer with 401 to', 'the next request');
  expect(await readFaults()).toMatchObject({ tooMany: 7, expiredSessions: 1, offline: false });
  await expect(panel.choice('Answer with 429 to').locator(':checked')).toHaveText(
    'the next 7 requests',
  );
  await panel.waitForSave(() => panel.clear.click());
  await expect(panel.choice('Answer with 429 to')).toHaveValue('0');
  expect(await readFaults()).toEqual({
    ...faults,
    latencyMs: 0,
    loseCreates: 0,
    unavailable: 0,
    offline: false,
  });
});

test('faults and requests belong to one browser', async ({ page, browser, standIn }) => {
  const panel = new FaultPanel(page);
  await new DemoPage(page).open();
  await panel.open();
  await panel.waitForSave(() => panel.offline.check());

  const other = await browser.newPage({ baseURL: standIn.origin });
  const demo = new DemoPage(other);
  const otherPanel = new FaultPanel(other);
  await demo.open();
  await otherPanel.open();
  await demo.all.check();
  await expect(otherPanel.requests).toHaveText([/GET .*200$/]);
  await expect(otherPanel.offline).not.toBeChecked();
  await expect(panel.requests).toHaveCount(0);
  await other.close();
});

test('the panel shows that the server has no journal', async ({ page, monitor }) => {
  let requests = 0;
  await page.route('**/__standin/journal/own', (route) => {
    requests += 1;
    return route.fulfill({ status: 404 });
  });
  const panel = new FaultPanel(page);
  await new DemoPage(page).open();
  await panel.open();
  await expect(panel.region).toContainText('start it with --journal');
  await page.waitForTimeout(2500);
  expect(requests, 'one request').toBe(1);
  monitor.expectError('404 /__standin/journal/own');
});

test('the panel shows an error until the server responds', async ({ page, monitor }) => {
  const panel = new FaultPanel(page);
  await new DemoPage(page).open();
  await panel.open();
  await page.route('**/__standin/faults', (route) => route.abort(), { times: 1 });
  await expect(panel.region.getByRole('alert')).toHaveText('The local server does not answer.');
  await expect(panel.region.getByRole('alert')).toHaveCount(0);
  await panel.choose('Answer with 503 to', 'the next request');
  monitor.expectError('Failed to load resource: net::ERR_FAILED');
});

test('the panel has no accessibility or layout errors', async ({ page, monitor }, testInfo) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const demo = new DemoPage(page);
  const panel = new FaultPanel(page);
  await demo.open();
  await panel.open();
  await panel.choose('Answer with 503 to', 'the next request');
  await panel.choose('Delay each answer', 'by 0.5 seconds');
  await panel.choose('Lose the answer to', 'the next create');
  await demo.all.check();
  await expect(panel.requests).toHaveText([/200delayed$/, /503unavailable$/]);
  await demo.create('Nightly backup');
  await expect(demo.lostDialog).toContainText('Nightly backup');
  await expect(panel.requests.filter({ hasText: 'answer lost' })).toHaveCount(1);
  await demo.button('Leave it').click();
  await expect(demo.lostDialog).toBeHidden();
  monitor.expectError(`503 ${keys}`);
  monitor.expectError(connectionCut);
  await inspectState(page, 'faults', testInfo);
});
