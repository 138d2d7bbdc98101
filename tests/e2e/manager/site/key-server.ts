interface WireKey {
  id: string;
  type: string;
  name: string;
  subject: string;
  description: string | null;
  scopes: string[];
  revoked: boolean;
  revocation_reason: string | null;
  expired: boolean;
  expiration: number | null;
  created_by: string;
  last_used_at: number | null;
  created_at: number;
  updated_at: number;
  secret?: string;
}

const hour = 3_600_000;

/** Clerk's API inside the host page, with many keys, latency and refusals. The tests control it. */
export class KeyServer {
  /** Newest first, as in a list. */
  keys: WireKey[] = [];
  latencyMs = 0;
  /** How many requests get a 429. */
  tooMany = 0;
  retryAfter = 0;
  /** The offsets of all list requests. */
  readonly offsets: number[] = [];
  /** The most requests that were out at a time. */
  mostAtOnce = 0;
  /** Called before a list request is answered, with how many were answered. */
  beforeList: (answered: number) => void = () => {};
  #atOnce = 0;
  #answered = 0;
  #made = 0;

  /** Puts new keys on top of the list, the last one first. */
  add(count: number, key: Partial<WireKey> = {}): void {
    const added = Array.from({ length: count }, () => this.#make(key));
    this.keys.unshift(...added.reverse());
  }

  #make(key: Partial<WireKey>): WireKey {
    const number = ++this.#made;
    const created_at = Date.UTC(2026, 0, 1) + number * hour;
    return {
      id: `ak_${String(number).padStart(32, '0')}`,
      type: 'api_key',
      name: `Key ${number}`,
      subject: 'user_1',
      description: null,
      scopes: [],
      revoked: false,
      revocation_reason: null,
      expired: false,
      expiration: null,
      created_by: 'user_1',
      last_used_at: null,
      created_at,
      updated_at: created_at,
      ...key,
    };
  }

  readonly fetch = async (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
    const url = new URL(input instanceof Request ? input.url : input);
    const isList = (init?.method ?? 'GET') === 'GET';
    if (isList) this.offsets.push(Number(url.searchParams.get('offset')));
    this.mostAtOnce = Math.max(this.mostAtOnce, ++this.#atOnce);
    try {
      await this.#latency(init?.signal);
    } finally {
      this.#atOnce--;
    }
    if (this.tooMany > 0) {
      this.tooMany--;
      const headers = { 'Retry-After': String(this.retryAfter) };
      return Response.json({ errors: [] }, { status: 429, headers });
    }
    if (isList) return this.#list(url.searchParams);
    return this.#change(url, init?.method, JSON.parse(String(init?.body)));
  };

  #latency(signal: AbortSignal | null | undefined): Promise<unknown> {
    const aborted = new Promise<never>((_, reject) => {
      signal?.addEventListener('abort', () => reject(signal.reason));
    });
    return Promise.race([new Promise((done) => setTimeout(done, this.latencyMs)), aborted]);
  }

  #list(params: URLSearchParams): Response {
    this.beforeList(this.#answered++);
    const all = params.has('include_invalid');
    const found = this.keys.filter(({ revoked, expired }) => all || !(revoked || expired));
    const from = Number(params.get('offset'));
    const data = found.slice(from, from + Number(params.get('limit')));
    return Response.json({ data, total_count: found.length });
  }

  #change({ pathname }: URL, method: string | undefined, body: Partial<WireKey>): Response {
    const key = this.keys.find(({ id }) => pathname.includes(id));
    if (!key) {
      this.add(1, { name: body.name ?? '', description: body.description ?? null });
      return Response.json({ ...this.keys[0], secret: 'ak_secret' });
    }
    if (method === 'PATCH') key.description = body.description ?? null;
    else Object.assign(key, { revoked: true, revocation_reason: body.revocation_reason ?? null });
    return Response.json(key);
  }
}
