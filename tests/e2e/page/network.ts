import type { Page, Request, Route } from '@playwright/test';
import { ada } from '../standin/people.ts';
import type { WireKey } from '../standin/session.ts';

/** A kind of request. */
export interface Asked {
  method: string;
  url: RegExp;
}

/** What the page asks of Clerk's API. */
export const own = {
  list: { method: 'GET', url: /\/__clerk\/api_keys\?/ },
  create: { method: 'POST', url: /\/__clerk\/api_keys\?/ },
  revoke: { method: 'POST', url: /\/api_keys\/[^/]+\/revoke\?/ },
} as const satisfies Record<string, Asked>;

/** What it asks of the projects' API. */
export const ofProject = {
  list: { method: 'GET', url: /\/api\/v1\/projects\/[^/]+\/keys$/ },
  create: { method: 'POST', url: /\/api\/v1\/projects\/[^/]+\/keys$/ },
  revoke: { method: 'DELETE', url: /\/api\/v1\/projects\/[^/]+\/keys\/[^/]+$/ },
} as const satisfies Record<string, Asked>;

/** Has these requests go another way; `null` leaves one to the server. Returns what ends that. */
export async function reroute(
  page: Page,
  { method, url }: Asked,
  how: (route: Route, request: Request) => Promise<unknown> | null,
): Promise<() => Promise<void>> {
  const handle = async (route: Route, request: Request) => {
    const handled = request.method() === method ? how(route, request) : null;
    await (handled ?? route.fallback());
  };
  await page.route(url, handle);
  return () => page.unroute(url, handle);
}

/** Holds back what these requests ask for, until it is let go: each of them, and all that are still to come. */
export async function holdBack(page: Page, asked: Asked) {
  let letGo = () => {};
  const gone = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  let isAsked = () => {};
  const first = new Promise<void>((resolve) => {
    isAsked = resolve;
  });
  await reroute(page, asked, async (route) => {
    isAsked();
    await gone;
    // Whoever asked may have gone.
    await route.fallback().catch(() => {});
  });
  return { asked: first, letGo };
}

/** Refuses these requests in the words of Clerk's API. */
export function refuse(page: Page, asked: Asked, longMessage: string, name?: string) {
  const error = { code: 'not_allowed', message: 'Not allowed', long_message: longMessage };
  return reroute(page, asked, (route, request) =>
    name && !request.url().includes(name)
      ? null
      : route.fulfill({ status: 403, json: { errors: [{ ...error, meta: {} }] } }),
  );
}

/** Refuses these requests in the words of the projects' API. */
export function refuseAsProblem(page: Page, asked: Asked, detail: string) {
  return reroute(page, asked, (route) =>
    route.fulfill({
      status: 403,
      contentType: 'application/problem+json',
      json: { title: 'Forbidden', status: 403, detail },
    }),
  );
}

/** The server does what these requests ask for, and its answers never arrive. */
export function loseAnswers(page: Page, asked: Asked) {
  return reroute(page, asked, async (route) => {
    await route.fetch();
    await route.abort('connectionreset');
  });
}

/** How Chromium tells of it. */
export const wasReset = 'Failed to load resource: net::ERR_CONNECTION_RESET';

let count = 0;

/** A key as the server would write it: with a use, an end or a maker that nobody brings it to in a test. */
export function wireKey(key: Partial<WireKey>): WireKey {
  count++;
  return {
    id: `ak_${String(count).padStart(32, '0')}`,
    type: 'api_key',
    name: `Key ${count}`,
    subject: ada.id,
    scopes: [],
    claims: null,
    revoked: false,
    revocation_reason: null,
    expired: false,
    expiration: null,
    created_by: ada.id,
    description: null,
    last_used_at: null,
    created_at: Date.now(),
    updated_at: Date.now(),
    ...key,
  };
}

/** Gives the page these keys, in this order, as the server would: as many at once as it asks for. */
export function serveKeys(page: Page, keys: readonly WireKey[]) {
  return reroute(page, own.list, (route, request) => {
    const { searchParams } = new URL(request.url());
    const first = Number(searchParams.get('offset'));
    const all = searchParams.has('include_invalid');
    const listed = keys.filter(({ revoked, expired }) => all || !(revoked || expired));
    const data = listed.slice(first, first + Number(searchParams.get('limit')));
    return route.fulfill({ json: { data, total_count: listed.length } });
  });
}

const hour = 3_600_000;
export const day = 24 * hour;
export const inDays = (days: number) => Date.now() + days * day;

/** The browser lets nobody copy. */
export async function refuseClipboard(page: Page, origin: string): Promise<void> {
  const browser = await page.context().newCDPSession(page);
  const { targetInfo } = await browser.send('Target.getTargetInfo');
  const { browserContextId } = targetInfo;
  for (const allowWithoutSanitization of [true, false]) {
    await browser.send('Browser.setPermission', {
      permission: { name: 'clipboard-write', allowWithoutSanitization },
      setting: 'denied',
      origin,
      ...(browserContextId && { browserContextId }),
    });
  }
}
