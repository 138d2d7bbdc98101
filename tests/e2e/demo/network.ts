import type { Page, Request, Route } from '@playwright/test';
import { ada } from '../standin/people.ts';
import type { WireKey } from '../standin/session.ts';

/** Matches requests by method and URL. */
export interface RequestPattern {
  method: string;
  url: RegExp;
}

/** The requests to Clerk's API. */
export const clerkRequests = {
  list: { method: 'GET', url: /\/__clerk\/api_keys\?/ },
  create: { method: 'POST', url: /\/__clerk\/api_keys\?/ },
  revoke: { method: 'POST', url: /\/api_keys\/[^/]+\/revoke\?/ },
} as const satisfies Record<string, RequestPattern>;

/** The requests to the project keys API. */
export const projectRequests = {
  list: { method: 'GET', url: /\/api\/v1\/projects\/[^/]+\/keys$/ },
  create: { method: 'POST', url: /\/api\/v1\/projects\/[^/]+\/keys$/ },
  revoke: { method: 'DELETE', url: /\/api\/v1\/projects\/[^/]+\/keys\/[^/]+$/ },
} as const satisfies Record<string, RequestPattern>;

/** Handles matching requests; `null` passes a request to the server. Returns a function that removes the handler. */
export async function intercept(
  page: Page,
  { method, url }: RequestPattern,
  handler: (route: Route, request: Request) => Promise<unknown> | null,
): Promise<() => Promise<void>> {
  const handle = async (route: Route, request: Request) => {
    const handled = request.method() === method ? handler(route, request) : null;
    await (handled ?? route.fallback());
  };
  await page.route(url, handle);
  return () => page.unroute(url, handle);
}

/** Holds all matching requests until `release()`. `requested` resolves at the first one. */
export async function holdRequests(page: Page, pattern: RequestPattern) {
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  let onRequest = () => {};
  const requested = new Promise<void>((resolve) => {
    onRequest = resolve;
  });
  await intercept(page, pattern, async (route) => {
    onRequest();
    await released;
    // The request may be aborted.
    await route.fallback().catch(() => {});
  });
  return { requested, release };
}

/** Responds to matching requests with a 403 of Clerk's API. Returns a function that stops it. */
export function refuse(page: Page, pattern: RequestPattern, longMessage: string, urlPart?: string) {
  const error = { code: 'not_allowed', message: 'Not allowed', long_message: longMessage };
  return intercept(page, pattern, (route, request) =>
    urlPart && !request.url().includes(urlPart)
      ? null
      : route.fulfill({ status: 403, json: { errors: [{ ...error, meta: {} }] } }),
  );
}

/** Responds to matching requests with a 403 problem (RFC 9457) of the project keys API. */
export function refuseAsProblem(page: Page, pattern: RequestPattern, detail: string) {
  return intercept(page, pattern, (route) =>
    route.fulfill({
      status: 403,
      contentType: 'application/problem+json',
      json: { title: 'Forbidden', status: 403, detail },
    }),
  );
}

/** Sends matching requests to the server and drops the responses. */
export function loseResponses(page: Page, pattern: RequestPattern) {
  return intercept(page, pattern, async (route) => {
    await route.fetch();
    await route.abort('connectionreset');
  });
}

/** Chromium's message about a dropped response. */
export const connectionReset = 'Failed to load resource: net::ERR_CONNECTION_RESET';

let count = 0;

/** A key in a response, with values that a test cannot create on the stand-in, such as a last use. */
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

/** Responds to list requests with these keys, in this order, as the server would. */
export function serveKeys(page: Page, keys: readonly WireKey[]) {
  return intercept(page, clerkRequests.list, (route, request) => {
    const { searchParams } = new URL(request.url());
    const first = Number(searchParams.get('offset'));
    const includeInvalid = searchParams.has('include_invalid');
    const listed = keys.filter(({ revoked, expired }) => includeInvalid || !(revoked || expired));
    const data = listed.slice(first, first + Number(searchParams.get('limit')));
    return route.fulfill({ json: { data, total_count: listed.length } });
  });
}

const hour = 3_600_000;
export const day = 24 * hour;
export const inDays = (days: number) => Date.now() + days * day;

/** Denies writing to the clipboard. */
export async function denyClipboard(page: Page, origin: string): Promise<void> {
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
