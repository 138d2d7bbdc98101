import { clerkId, projectId, secret, token } from './calls.ts';

export const known = { clerkId, projectId, secret, token };

declare global {
  /** The hostile world of a page, all of it by chance. */
  var world: {
    /** Begins the sequence of a seed. */
    seed(seed: number): void;
    /** A whole number from 0, below a limit. */
    below(limit: number): number;
    pick<T>(values: readonly T[]): T;
    /** Whether it is the one case in so many. */
    chance(one: number): boolean;
    /** What nobody should give. */
    junk(): unknown;
    /** A session token, or what a page gives instead. */
    getToken(): unknown;
    /** In the time of all others. */
    sleep(milliseconds: number): Promise<void>;
    /** What a request told that it must not. */
    leaks: string[];
    /** The size of the WebAssembly memory. */
    bytes(): number;
  };
}

/** Runs in the page, before the package is there: its `fetch`, its host and its timers become random. */
export function install({ clerkId, projectId, secret, token }: typeof known): void {
  /** How much faster time goes. */
  const hurry = 200;
  const memories: WebAssembly.Memory[] = [];
  const leaks: string[] = [];
  let random = mulberry(0);
  watchMemory();
  speedUp();
  globalThis.fetch = fetched(globalThis.fetch);
  globalThis.world = {
    ...{ below, pick, chance, junk, getToken, sleep, leaks },
    seed: (seed) => {
      random = mulberry(seed);
    },
    bytes: () => memories.reduce((sum, { buffer }) => sum + buffer.byteLength, 0),
  };

  /** Numbers from 0 to 1 that are the same for the same seed. */
  function mulberry(seed: number): () => number {
    let state = seed | 0;
    return () => {
      state = (state + 0x6d2b79f5) | 0;
      let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
      mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
      return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
    };
  }

  function below(limit: number): number {
    return Math.floor(random() * limit);
  }

  function pick<T>(values: readonly T[]): T {
    return values[below(values.length)] as T;
  }

  function chance(one: number): boolean {
    return below(one) === 0;
  }

  function watchMemory() {
    for (const name of ['instantiate', 'instantiateStreaming'] as const) {
      const original = WebAssembly[name] as (...given: unknown[]) => Promise<unknown>;
      const watched = async (...given: unknown[]) => {
        const made = await original(...given);
        const { exports } = (made as { instance?: WebAssembly.Instance }).instance ?? {};
        // Under whatever name the build has given it.
        memories.push(...Object.values(exports ?? {}).filter(isMemory));
        return made;
      };
      Object.assign(WebAssembly, { [name]: watched });
    }
  }

  function isMemory(exported: unknown): exported is WebAssembly.Memory {
    return exported instanceof WebAssembly.Memory;
  }

  function sleep(milliseconds: number) {
    return new Promise<void>((resolve) => setTimeout(resolve, milliseconds * hurry));
  }

  function speedUp() {
    const { setTimeout } = globalThis;
    const hurried = (callback: () => void, milliseconds = 0) =>
      setTimeout(callback, milliseconds / hurry);
    Object.assign(globalThis, { setTimeout: hurried });
  }

  function key() {
    return {
      ...{ id: clerkId, key_id: projectId, type: 'api_key', name: 'ci', subject: 'user_1' },
      ...{ scopes: ['*'], claims: null, revoked: false, expired: false, is_active: true },
      ...{ key_prefix: 'pk', project_id: 'p_1', tenant_id: 't_1', is_admin_managed: false },
      // As if it were the one that an answer got lost of.
      ...{ created_by: 'user_1', created_at: Date.now(), updated_at: Date.now() },
    };
  }

  /** What a good server answers, of either API. */
  function good(url: URL, method: string): unknown {
    if (url.pathname.includes('/projects/')) {
      if (method === 'POST') return { ...key(), key: secret };
      return method === 'DELETE' ? { success: true } : [{ ...key(), is_active: chance(2) }];
    }
    if (url.pathname.endsWith('/revoke')) return { ...key(), revoked: true };
    if (method === 'POST') return { ...key(), secret };
    if (url.pathname.endsWith(clerkId)) return key();
    return { data: Array.from({ length: below(4) }, key), total_count: below(4) };
  }

  function junk(): unknown {
    const boom = () => {
      throw new Error('boom');
    };
    return pick([
      () => undefined,
      () => null,
      () => 7,
      () => 'boom',
      () => [],
      () => ({}),
      () => Symbol('boom'),
      () => 10n,
      () => new Error('boom'),
      () => Object.create(null),
      () => new Proxy({}, { get: boom, has: boom, ownKeys: boom, getPrototypeOf: boom }),
      () => new Date(Number.NaN),
    ])();
  }

  function fetched(original: typeof fetch): typeof fetch {
    return (input, init) => {
      const url = new URL(String(input));
      if (url.origin === location.origin) return original(input, init);
      const { method = 'GET', signal } = init ?? {};
      if (`${url}${init?.body}`.includes(token)) leaks.push(`a token in ${url}`);
      return answer(good(url, method), signal as AbortSignal) as Promise<Response>;
    };
  }

  /** The good answer as often as not, else what nobody should answer. */
  function answer(body: unknown, signal: AbortSignal): unknown {
    if (chance(2)) return Promise.resolve(Response.json(body));
    return pick([
      () => {
        throw junk();
      },
      () => Promise.reject(junk()),
      () => Promise.reject(new TypeError('Failed to fetch')),
      () => junk(),
      () => Promise.resolve(junk()),
      () => refusal(),
      () => refusal(),
      () => new Response(JSON.stringify(body).slice(0, below(200))),
      () => Response.json(spoilt(body)),
      () => Response.json(spoilt(body)),
      () => Response.error(),
      () => Response.redirect('https://evil.example.com', pick([301, 302, 303, 307, 308])),
      () => new Response(stream(body, (controller) => controller.error(junk()))),
      () => new Response(stream(body, (controller) => untilAborted(signal, controller))),
      () => silent(signal),
      () => silent(signal),
    ])();
  }

  function refusal(): Response {
    const status = pick([400, 401, 403, 404, 405, 408, 409, 422, 429, 500, 502, 503, 504, 599]);
    const error = { code: 'c', message: 'm', meta: pick([undefined, { a: 1 }, junkOfJson()]) };
    const body = pick(['', '<p>', JSON.stringify({ errors: [error] }), JSON.stringify(spoilt({}))]);
    const waits = { 'Retry-After': pick(['0', '1', '61', 'soon', new Date().toUTCString()]) };
    return new Response(body, { status, headers: chance(3) ? waits : {} });
  }

  function junkOfJson(): unknown {
    return pick([null, true, -1, 0.5, 1e300, '', 'boom', [], [null], {}, [[[]]], { a: { b: 1 } }]);
  }

  /** With something wrong in it somewhere. */
  function spoilt(body: unknown): unknown {
    if (chance(4) || typeof body !== 'object' || body === null) return junkOfJson();
    const names = Object.keys(body);
    if (names.length === 0) return junkOfJson();
    const name = pick(names);
    const members = body as Record<string, unknown>;
    members[name] = chance(2) ? junkOfJson() : spoilt(members[name]);
    return body;
  }

  type Controller = ReadableStreamDefaultController<Uint8Array>;

  function stream(body: unknown, end: (controller: Controller) => void) {
    const part = new TextEncoder().encode(JSON.stringify(body).slice(0, below(100)));
    const start = (controller: Controller) => {
      controller.enqueue(part);
      end(controller);
    };
    return new ReadableStream({ start });
  }

  function untilAborted(signal: AbortSignal, controller: Controller) {
    signal.addEventListener('abort', () => controller.error(signal.reason));
  }

  function silent(signal: AbortSignal) {
    return new Promise((_, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason));
    });
  }

  function getToken(): unknown {
    if (!chance(12)) return chance(2) ? token : Promise.resolve(token);
    return pick([
      () => {
        throw junk();
      },
      () => Promise.reject(junk()),
      () => junk(),
      () => Promise.resolve(junk()),
      () => 'not a\ntoken',
      () => new Promise(() => {}),
    ])();
  }
}
