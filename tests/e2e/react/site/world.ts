/** A request, as the page's `fetch` got it. */
export interface Sent {
  method: string;
  path: string;
  /** Which keys were asked for. */
  query: string;
  offset: string | null;
  aborted: boolean;
}

interface WireKey {
  id: string;
  type: string;
  name: string;
  subject: string;
  scopes: string[];
  revoked: boolean;
  expired: boolean;
  created_at: number;
  updated_at: number;
  secret?: string;
}

/** A server of API keys, within the page: what it does, and when, the tests say. */
export class World {
  readonly sent: Sent[] = [];
  /** The status of every answer, where it is to be a refusal. */
  refusal = 0;
  readonly #keys: WireKey[] = [];
  #gate: Promise<unknown> = Promise.resolve();
  #open = () => {};

  /** Answers nothing until `release()`. */
  hold(): void {
    this.#gate = new Promise<void>((resolve) => {
      this.#open = resolve;
    });
  }

  release(): void {
    this.#open();
  }

  /** Keys that are there already: the newest is the last. */
  add(subject: string, ...names: string[]): void {
    for (const name of names) this.#add(name, subject);
  }

  readonly fetch = async (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
    const url = new URL(input instanceof Request ? input.url : input);
    const sent = this.#note(url, init?.method ?? 'GET');
    await this.#answerable(sent, init?.signal);
    if (this.refusal) return Response.json({ errors: [] }, { status: this.refusal });
    if (sent.method === 'GET') return Response.json(this.#list(url.searchParams));
    const body = JSON.parse(String(init?.body));
    if (sent.path.endsWith('/revoke')) return Response.json(this.#revoke(url));
    return Response.json({ ...this.#add(body.name, body.subject), secret: `ak_${body.name}` });
  };

  #note({ pathname, searchParams }: URL, method: string): Sent {
    const [query, offset] = [searchParams.get('query') ?? '', searchParams.get('offset')];
    const sent = { method, path: pathname, query, offset, aborted: false };
    this.sent.push(sent);
    return sent;
  }

  #answerable(sent: Sent, signal?: AbortSignal | null): Promise<unknown> {
    const aborted = new Promise<never>((_, reject) => {
      signal?.addEventListener('abort', () => {
        sent.aborted = true;
        reject(signal.reason);
      });
    });
    return Promise.race([this.#gate, aborted]);
  }

  #list(params: URLSearchParams) {
    const [subject, query] = [params.get('subject'), params.get('query') ?? ''];
    const found = this.#keys.filter(
      (key) => key.subject === subject && key.name.includes(query) && !key.revoked,
    );
    const from = Number(params.get('offset'));
    const data = found.toReversed().slice(from, from + Number(params.get('limit')));
    return { data, total_count: found.length };
  }

  #revoke({ pathname }: URL) {
    const key = this.#keys.find(({ id }) => pathname.includes(id));
    if (key) key.revoked = true;
    return key;
  }

  #add(name: string, subject: string): WireKey {
    const created_at = Date.now();
    const id = `ak_${String(this.#keys.length).padStart(32, '0')}`;
    const state = { revoked: false, expired: false, created_at, updated_at: created_at };
    const key = { id, type: 'api_key', name, subject, scopes: [], ...state };
    this.#keys.push(key);
    return key;
  }
}
