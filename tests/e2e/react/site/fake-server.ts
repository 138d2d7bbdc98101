/** A request to the fake server. */
export interface SentRequest {
  method: string;
  path: string;
  /** The search query. */
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

/** A server for API keys inside the host page. The tests control it. */
export class FakeServer {
  readonly requests: SentRequest[] = [];
  /** The status of every response if not 0. */
  errorStatus = 0;
  readonly #keys: WireKey[] = [];
  #gate: Promise<unknown> = Promise.resolve();
  #openGate = () => {};

  /** Delays all responses until `release()`. */
  hold(): void {
    this.#gate = new Promise<void>((resolve) => {
      this.#openGate = resolve;
    });
  }

  release(): void {
    this.#openGate();
  }

  /** Adds keys. The last one is the newest. */
  add(subject: string, ...names: string[]): void {
    for (const name of names) this.#add(name, subject);
  }

  readonly fetch = async (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
    const url = new URL(input instanceof Request ? input.url : input);
    const request = this.#record(url, init?.method ?? 'GET');
    await this.#waitForRelease(request, init?.signal);
    if (this.errorStatus) return Response.json({ errors: [] }, { status: this.errorStatus });
    const [, projectId] = /^\/projects\/(.+)\/keys$/.exec(request.path) ?? [];
    if (projectId) return Response.json(this.#listProject(projectId));
    if (request.method === 'GET') return Response.json(this.#list(url.searchParams));
    const body = JSON.parse(String(init?.body));
    if (request.path.endsWith('/revoke')) return Response.json(this.#revoke(url));
    return Response.json({ ...this.#add(body.name, body.subject), secret: `ak_${body.name}` });
  };

  #record({ pathname, searchParams }: URL, method: string): SentRequest {
    const [query, offset] = [searchParams.get('query') ?? '', searchParams.get('offset')];
    const request = { method, path: pathname, query, offset, aborted: false };
    this.requests.push(request);
    return request;
  }

  #waitForRelease(request: SentRequest, signal?: AbortSignal | null): Promise<unknown> {
    const aborted = new Promise<never>((_, reject) => {
      signal?.addEventListener('abort', () => {
        request.aborted = true;
        reject(signal.reason);
      });
    });
    return Promise.race([this.#gate, aborted]);
  }

  #list(params: URLSearchParams) {
    const [subject, query] = [params.get('subject'), params.get('query') ?? ''];
    const matches = this.#keys.filter(
      (key) => key.subject === subject && key.name.includes(query) && !key.revoked,
    );
    const from = Number(params.get('offset'));
    const data = matches.toReversed().slice(from, from + Number(params.get('limit')));
    return { data, total_count: matches.length };
  }

  /** The keys of a project. */
  #listProject(projectId: string) {
    return this.#keys
      .filter(({ subject }) => subject === projectId)
      .map(({ id, name, created_at }) => ({
        key_id: id,
        project_id: projectId,
        tenant_id: 'tenant_1',
        name,
        key_prefix: 'pk',
        created_by: 'user_1',
        is_active: true,
        is_admin_managed: false,
        created_at: new Date(created_at).toISOString(),
        scopes: ['*'],
      }));
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
