import type { Page, Route } from '@playwright/test';

/** What clerk-js and this package must say alike in a request. */
export interface Sent {
  method: string;
  origin: string;
  path: string;
  /** Names and values, sorted. */
  query: [name: string, value: string][];
  hasToken: boolean;
}

/** Headers by which the stand-in would see that the host page is of another origin. */
const foreign = /^(origin|referer|host|sec-.*)$/;

/** Serves a host page at an invented origin, and invented Frontend APIs. The stand-in answers for all of them. */
export class Network {
  readonly #standIn: string;
  readonly #page: string;
  readonly #frontendApi: string;
  #sent: Sent[] = [];
  /** Requests to addresses that are neither the host page's nor the Frontend API's. */
  readonly strays: string[] = [];

  private constructor(standIn: string, page: string, frontendApi: string) {
    this.#standIn = standIn;
    this.#page = page;
    this.#frontendApi = frontendApi;
  }

  static async open(page: Page, standIn: string, origin: string, frontendApi: string) {
    const network = new Network(standIn, origin, frontendApi);
    await page.context().route('**/*', (route) => network.#answer(route));
    await page.goto(`${origin}/`);
    return network;
  }

  /** The requests about API keys since the last time. */
  takeSent(): Sent[] {
    const sent = this.#sent;
    this.#sent = [];
    return sent;
  }

  async #answer(route: Route): Promise<void> {
    const request = route.request();
    const url = new URL(request.url());
    if (url.pathname.includes('/api_keys'))
      this.#sent.push(describe(request.method(), url, request.headers()));
    const address = this.#standInAddress(url);
    if (!address) {
      this.strays.push(url.href);
      return route.abort();
    }
    const headers = Object.entries(request.headers()).filter(([name]) => !foreign.test(name));
    const response = await route.fetch({ url: address, headers: Object.fromEntries(headers) });
    await route.fulfill({
      response,
      headers: {
        ...response.headers(),
        'access-control-allow-origin': this.#page,
        'access-control-allow-credentials': 'true',
      },
    });
  }

  #standInAddress(url: URL): string | undefined {
    const search = new URLSearchParams(url.search);
    // The stand-in knows the browser by its cookie, and would refuse an invented token.
    search.delete('__clerk_db_jwt');
    const below = (base: string, prefix: string) => {
      if (!`${url.origin}${url.pathname}`.startsWith(`${base}/`)) return undefined;
      const path = `${url.origin}${url.pathname}`.slice(base.length);
      return `${this.#standIn}${prefix}${path}?${search}`;
    };
    return below(this.#frontendApi, '/__clerk') ?? below(this.#page, '');
  }
}

function describe(method: string, url: URL, headers: Record<string, string>): Sent {
  return {
    method,
    origin: url.origin,
    path: url.pathname.replace(/ak_\w+/, '‹ID›'),
    query: [...url.searchParams].sort(),
    hasToken: headers.authorization?.startsWith('Bearer ') ?? false,
  };
}
