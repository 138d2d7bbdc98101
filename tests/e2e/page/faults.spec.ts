import { expect, test } from '../fixtures.ts';
import { ada } from '../standin/people.ts';
import { engine } from '../standin/projects.ts';
import { Home } from './home.ts';
import { lookAt } from './look.ts';
import { FaultPanel } from './panel.ts';
import { ProjectsHome } from './projects.ts';

const keys = '/__clerk/api_keys';
const keysOfEngine = `/api/v1/projects/${engine.id}/keys`;

/** What the browser says of a connection that was cut. */
const cut = 'Failed to load resource: net::ERR_CONTENT_LENGTH_MISMATCH';

test('the panel asks for nothing until it is opened, and while its tab is behind', async ({
  page,
}) => {
  const asked: string[] = [];
  page.on('request', (request) => {
    const { pathname } = new URL(request.url());
    if (/^\/__standin\/(faults|journal)/.test(pathname)) asked.push(pathname);
  });
  const home = new Home(page);
  const panel = new FaultPanel(page);
  await home.open();
  await expect(panel.region).toBeVisible();
  await expect(panel.clear).toHaveCount(0);
  expect(asked).toEqual([]);

  await panel.open();
  await expect(panel.region).toContainText('None yet: list, create, reload or revoke keys.');
  const all = asked.length;
  await expect.poll(() => asked.length).toBeGreaterThan(all);

  const turn = (state: string) =>
    page.evaluate((value) => {
      Object.defineProperty(document, 'visibilityState', { value, configurable: true });
      document.dispatchEvent(new Event('visibilitychange'));
    }, state);
  await turn('hidden');
  await page.waitForTimeout(500); // What was under way has ended.
  const before = asked.length;
  await page.waitForTimeout(2500);
  expect(asked.length, 'behind').toBe(before);
  await turn('visible');
  await expect.poll(() => asked.length).toBeGreaterThan(before);

  await panel.summary.press('Enter');
  await expect(panel.clear).toHaveCount(0);
});

test('too many requests: each is sent again after the pause that is asked for', async ({
  page,
  session,
  watch,
}) => {
  await session.create({ name: 'Nightly backup', subject: ada.id });
  const home = new Home(page);
  const panel = new FaultPanel(page);
  await home.open();
  await panel.open();
  await panel.choose('Retry-After of a 429', '2 seconds');
  await panel.choose('Answer with 429 to', 'the next 2 requests');
  await home.all.check();
  await expect(panel.requests).toHaveText([
    /GET .*200$/,
    /GET .*429too many$/,
    /GET .*429too many$/,
  ]);
  await expect(home.names).toHaveText(['Nightly backup']);
  await expect(panel.choice('Answer with 429 to')).toHaveValue('0');
  await expect(panel.choice('Retry-After of a 429')).toHaveValue('2');
  watch.intend(`429 ${keys}`, 2);

  const times = await panel.requests
    .getByRole('time')
    .evaluateAll((all) => all.map((time) => Date.parse((time as HTMLTimeElement).dateTime)));
  const [third = 0, second = 0, first = 0] = times;
  expect(second - first).toBeGreaterThanOrEqual(2000);
  expect(third - second).toBeGreaterThanOrEqual(2000);
});

test('a service that is not available is asked again after a pause', async ({ page, watch }) => {
  const home = new Home(page);
  const panel = new FaultPanel(page);
  await home.open();
  await panel.open();
  await panel.choose('Answer with 503 to', 'the next 3 requests');
  await home.all.check();
  await expect(home.error).toContainText('This service is not available for now');
  await expect(panel.requests).toHaveText(Array(3).fill(/GET .*503unavailable$/));
  await home.button('Try again').click();
  await expect(page.getByText('No keys yet')).toBeVisible();
  await expect(panel.requests).toHaveCount(4);
  watch.intend(`503 ${keys}`, 3);
});

test('an expired session: one fresh token is enough', async ({ page, watch }) => {
  const home = new Home(page);
  const panel = new FaultPanel(page);
  await home.open();
  await panel.open();
  await panel.choose('Answer with 401 to', 'the next request');
  const token = page.waitForRequest(/\/v1\/client\/sessions\/[^/]+\/tokens/);
  await home.create('Nightly backup');
  await token;
  await home.saveSecret();
  await expect(home.names).toHaveText(['Nightly backup']);
  await expect(panel.requests).toHaveText([
    /GET .*200$/,
    /POST .*201$/,
    /POST .*401session expired$/,
  ]);
  watch.intend(`401 ${keys}`);
});

test('the answer to a create is lost: it is sent once, and the key is there', async ({
  page,
  watch,
}) => {
  const home = new Home(page);
  const panel = new FaultPanel(page);
  await home.open();
  await panel.open();
  await panel.choose('Lose the answer to', 'the next create');
  await home.create('Nightly backup');
  await expect(home.dialog('The answer was lost')).toContainText('Nightly backup');
  await expect(panel.requests.filter({ hasText: 'POST' })).toHaveText([
    /no answerdone, answer lost$/,
  ]);
  await home.button('Leave it').click();
  await home.all.check();
  await expect(home.names).toHaveText(['Nightly backup']);
  watch.intend(cut);
});

test('offline: what can be repeated is tried three times', async ({ page, watch }) => {
  const home = new Home(page);
  const panel = new FaultPanel(page);
  await home.open();
  await panel.open();
  await panel.offline.focus();
  await panel.heard(() => page.keyboard.press('Space'));
  await expect(panel.offline).toBeChecked();
  await home.all.check();
  await expect(home.error.locator('code')).toHaveText('network_error');
  await expect(panel.requests).toHaveText(Array(3).fill(/GET .*no answercut off$/));
  watch.intend(cut, 3);

  await panel.heard(() => panel.clear.press('Enter'));
  await expect(panel.offline).not.toBeChecked();
  await home.button('Try again').click();
  await expect(page.getByText('No keys yet')).toBeVisible();
  await expect(panel.requests.first()).toHaveText(/GET .*200$/);
});

test('each answer can be late', async ({ page }) => {
  const home = new Home(page);
  const panel = new FaultPanel(page);
  await home.open();
  await panel.open();
  await panel.choose('Delay each answer', 'by 2 seconds');
  await home.all.check();
  await expect(panel.requests).toHaveText([/GET .*no answer yetdelayed$/]);
  await expect(panel.requests).toHaveText([/GET .*200delayed$/]);
  await expect(page.getByText('No keys yet')).toBeVisible();
});

test('a project’s keys meet them, too', async ({ page, watch }) => {
  const home = new ProjectsHome(page);
  const panel = new FaultPanel(page);
  await home.open();
  await panel.open();
  await panel.choose('Retry-After of a 429', '90 seconds');
  await panel.choose('Answer with 429 to', 'the next request');
  await home.create('Nightly backup', { scopes: ['read'] });
  const dialog = home.dialog('Create a project key');
  await expect(dialog.getByRole('alert')).toContainText('too many requests');
  watch.intend(`429 ${keysOfEngine}`);

  await panel.choose('Lose the answer to', 'the next create');
  await dialog.getByRole('button', { name: 'Create', exact: true }).click();
  await expect(home.dialog('The answer was lost')).toContainText('Nightly backup');
  watch.intend(cut);
});

test('several choices hold together, and all leave at once', async ({ page }) => {
  const home = new Home(page);
  const panel = new FaultPanel(page);
  await home.open();
  await panel.open();
  await panel.choice('Answer with 503 to').selectOption('the next 5 requests');
  await panel.choice('Lose the answer to').selectOption('the next 2 creates');
  await panel.choice('Delay each answer').selectOption('by 0.5 seconds');
  await panel.offline.check();
  const read = async () => (await page.request.get('/__standin/faults')).json();
  const order = {
    latencyMs: 500,
    loseCreates: 2,
    tooMany: 0,
    retryAfter: 1,
    unavailable: 5,
    expiredSessions: 0,
    offline: true,
  };
  await expect.poll(read).toEqual(order);
  await panel.summary.press('Enter');
  await panel.open();
  await expect(panel.choice('Answer with 503 to')).toHaveValue('5');
  await expect(panel.offline).toBeChecked();

  // What is ordered elsewhere shows, too, and stays where something else is chosen.
  await page.request.put('/__standin/faults', { data: { tooMany: 7 } });
  await panel.choose('Answer with 401 to', 'the next request');
  expect(await read()).toMatchObject({ tooMany: 7, expiredSessions: 1, offline: false });
  await expect(panel.choice('Answer with 429 to').locator(':checked')).toHaveText(
    'the next 7 requests',
  );
  await panel.heard(() => panel.clear.click());
  await expect(panel.choice('Answer with 429 to')).toHaveValue('0');
  expect(await read()).toEqual({
    ...order,
    latencyMs: 0,
    loseCreates: 0,
    unavailable: 0,
    offline: false,
  });
});

test('another browser meets no fault, and sees no request of this one', async ({
  page,
  browser,
  standIn,
}) => {
  const panel = new FaultPanel(page);
  await new Home(page).open();
  await panel.open();
  await panel.heard(() => panel.offline.check());

  const other = await browser.newPage({ baseURL: standIn.origin });
  const home = new Home(other);
  const othersPanel = new FaultPanel(other);
  await home.open();
  await othersPanel.open();
  await home.all.check();
  await expect(othersPanel.requests).toHaveText([/GET .*200$/]);
  await expect(othersPanel.offline).not.toBeChecked();
  await expect(panel.requests).toHaveCount(0);
  await other.close();
});

test('a server without a journal is told', async ({ page, watch }) => {
  let asked = 0;
  await page.route('**/__standin/journal/own', (route) => {
    asked += 1;
    return route.fulfill({ status: 404 });
  });
  const panel = new FaultPanel(page);
  await new Home(page).open();
  await panel.open();
  await expect(panel.region).toContainText('start it with --journal');
  await page.waitForTimeout(2500);
  expect(asked, 'it is asked once').toBe(1);
  watch.intend('404 /__standin/journal/own');
});

test('a server that does not answer is told, until it does', async ({ page, watch }) => {
  const panel = new FaultPanel(page);
  await new Home(page).open();
  await panel.open();
  await page.route('**/__standin/faults', (route) => route.abort(), { times: 1 });
  await expect(panel.region.getByRole('alert')).toHaveText('The local server does not answer.');
  await expect(panel.region.getByRole('alert')).toHaveCount(0);
  await panel.choose('Answer with 503 to', 'the next request');
  watch.intend('Failed to load resource: net::ERR_FAILED');
});

test('the panel is looked at, and clean', async ({ page, watch }, testInfo) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const home = new Home(page);
  const panel = new FaultPanel(page);
  await home.open();
  await panel.open();
  await panel.choose('Answer with 503 to', 'the next request');
  await panel.choose('Delay each answer', 'by 0.5 seconds');
  await panel.choose('Lose the answer to', 'the next create');
  await home.all.check();
  await expect(panel.requests).toHaveText([/200delayed$/, /503unavailable$/]);
  await home.create('Nightly backup');
  await expect(home.lostDialog).toContainText('Nightly backup');
  await expect(panel.requests.filter({ hasText: 'answer lost' })).toHaveCount(1);
  await home.button('Leave it').click();
  await expect(home.lostDialog).toBeHidden();
  watch.intend(`503 ${keys}`);
  watch.intend(cut);
  await lookAt(page, 'faults', testInfo);
});
