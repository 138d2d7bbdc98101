import { clerkId, projectId, secret, token } from './calls.ts';

export const values = { clerkId, projectId, secret, token };

declare global {
  /** A host page that behaves at random. */
  var randomHost: {
    /** Restarts the random numbers with a seed. */
    seed(seed: number): void;
    /** A random whole number from 0, below a limit. */
    randomBelow(limit: number): number;
    pick<T>(values: readonly T[]): T;
    /** True once in `count` calls on average. */
    oneIn(count: number): boolean;
    /** A random invalid value. */
    junk(): unknown;
    /** A session token or, rarely, an invalid result. */
    getToken(): unknown;
    /** Waits in real time, because timers run faster. */
    sleep(milliseconds: number): Promise<void>;
    /** Requests that exposed a token. */
    leaks: string[];
    /** The size of the WebAssembly memory. */
    bytes(): number;
  };
}

/** Runs in the browser before the package loads. Replaces `fetch` with random responses, and speeds up timers. */
export function install({ clerkId, projectId, secret, token }: typeof values): void {
  /** The factor by which timers are faster. */
  const speedup = 200;
  const memories: WebAssembly.Memory[] = [];
  const leaks: string[] = [];
  let random = mulberry(0);
  recordMemories();
  speedUpTimers();
  globalThis.fetch = replaceFetch(globalThis.fetch);
  globalThis.randomHost = {
    ...{ randomBelow, pick, oneIn, junk, getToken, sleep, leaks },
    seed: (seed) => {
      random = mulberry(seed);
    },
    bytes: () => memories.reduce((sum, { buffer }) => sum + buffer.byteLength, 0),
  };

  /** The mulberry32 generator: numbers from 0 to 1, the same for the same seed. */
  function mulberry(seed: number): () => number {
    let state = seed | 0;
    return () => {
      state = (state + 0x6d2b79f5) | 0;
      let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
      mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
      return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
    };
  }

  function randomBelow(limit: number): number {
    return Math.floor(random() * limit);
  }

  function pick<T>(values: readonly T[]): T {
    return values[randomBelow(values.length)] as T;
  }

  function oneIn(count: number): boolean {
    return randomBelow(count) === 0;
  }

  function recordMemories() {
    for (const name of ['instantiate', 'instantiateStreaming'] as const) {
      const original = WebAssembly[name] as (...args: unknown[]) => Promise<unknown>;
      const recorded = async (...args: unknown[]) => {
        const result = await original(...args);
        const { exports } = (result as { instance?: WebAssembly.Instance }).instance ?? {};
        // The name of the export depends on the build.
        memories.push(...Object.values(exports ?? {}).filter(isMemory));
        return result;
      };
      Object.assign(WebAssembly, { [name]: recorded });
    }
  }

  function isMemory(exported: unknown): exported is WebAssembly.Memory {
    return exported instanceof WebAssembly.Memory;
  }

  function sleep(milliseconds: number) {
    return new Promise<void>((resolve) => setTimeout(resolve, milliseconds * speedup));
  }

  function speedUpTimers() {
    const { setTimeout } = globalThis;
    const fasterSetTimeout = (callback: () => void, milliseconds = 0) =>
      setTimeout(callback, milliseconds / speedup);
    Object.assign(globalThis, { setTimeout: fasterSetTimeout });
  }

  function key() {
    return {
      ...{ id: clerkId, key_id: projectId, type: 'api_key', name: 'ci', subject: 'user_1' },
      ...{ scopes: ['*'], claims: null, revoked: false, expired: false, is_active: true },
      ...{ key_prefix: 'pk', project_id: 'p_1', tenant_id: 't_1', is_admin_managed: false },
      // Recent, so that it can be a candidate of a lost create.
      ...{ created_by: 'user_1', created_at: Date.now(), updated_at: Date.now() },
    };
  }

  /** The body of a valid response of either API. */
  function validBody(url: URL, method: string): unknown {
    if (url.pathname.includes('/projects/')) {
      if (method === 'POST') return { ...key(), key: secret };
      return method === 'DELETE' ? { success: true } : [{ ...key(), is_active: oneIn(2) }];
    }
    if (url.pathname.endsWith('/revoke')) return { ...key(), revoked: true };
    if (method === 'POST') return { ...key(), secret };
    if (url.pathname.endsWith(clerkId)) return key();
    return { data: Array.from({ length: randomBelow(4) }, key), total_count: randomBelow(4) };
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

  function replaceFetch(original: typeof fetch): typeof fetch {
    return (input, init) => {
      const url = new URL(String(input));
      if (url.origin === location.origin) return original(input, init);
      const { method = 'GET', signal } = init ?? {};
      if (`${url}${init?.body}`.includes(token)) leaks.push(`a token in ${url}`);
      return respond(validBody(url, method), signal as AbortSignal) as Promise<Response>;
    };
  }

  /** Half of the time a valid response, else a random fault. */
  function respond(body: unknown, signal: AbortSignal): unknown {
    if (oneIn(2)) return Promise.resolve(Response.json(body));
    return pick([
      () => {
        throw junk();
      },
      () => Promise.reject(junk()),
      () => Promise.reject(new TypeError('Failed to fetch')),
      () => junk(),
      () => Promise.resolve(junk()),
      () => errorResponse(),
      () => errorResponse(),
      () => new Response(JSON.stringify(body).slice(0, randomBelow(200))),
      () => Response.json(corrupt(body)),
      () => Response.json(corrupt(body)),
      () => Response.error(),
      () => Response.redirect('https://evil.example.com', pick([301, 302, 303, 307, 308])),
      () => new Response(stream(body, (controller) => controller.error(junk()))),
      () => new Response(stream(body, (controller) => untilAborted(signal, controller))),
      () => neverRespond(signal),
      () => neverRespond(signal),
    ])();
  }

  function errorResponse(): Response {
    const status = pick([400, 401, 403, 404, 405, 408, 409, 422, 429, 500, 502, 503, 504, 599]);
    const error = { code: 'c', message: 'm', meta: pick([undefined, { a: 1 }, junkJson()]) };
    const body = pick([
      '',
      '<p>',
      JSON.stringify({ errors: [error] }),
      JSON.stringify(corrupt({})),
    ]);
    const retryAfter = { 'Retry-After': pick(['0', '1', '61', 'soon', new Date().toUTCString()]) };
    return new Response(body, { status, headers: oneIn(3) ? retryAfter : {} });
  }

  function junkJson(): unknown {
    return pick([null, true, -1, 0.5, 1e300, '', 'boom', [], [null], {}, [[[]]], { a: { b: 1 } }]);
  }

  /** Replaces a random part of a body. */
  function corrupt(body: unknown): unknown {
    if (oneIn(4) || typeof body !== 'object' || body === null) return junkJson();
    const names = Object.keys(body);
    if (names.length === 0) return junkJson();
    const name = pick(names);
    const members = body as Record<string, unknown>;
    members[name] = oneIn(2) ? junkJson() : corrupt(members[name]);
    return body;
  }

  type Controller = ReadableStreamDefaultController<Uint8Array>;

  function stream(body: unknown, end: (controller: Controller) => void) {
    const part = new TextEncoder().encode(JSON.stringify(body).slice(0, randomBelow(100)));
    const start = (controller: Controller) => {
      controller.enqueue(part);
      end(controller);
    };
    return new ReadableStream({ start });
  }

  function untilAborted(signal: AbortSignal, controller: Controller) {
    signal.addEventListener('abort', () => controller.error(signal.reason));
  }

  function neverRespond(signal: AbortSignal) {
    return new Promise((_, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason));
    });
  }

  function getToken(): unknown {
    if (!oneIn(12)) return oneIn(2) ? token : Promise.resolve(token);
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
