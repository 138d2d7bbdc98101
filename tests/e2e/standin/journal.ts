/** A request about API keys, as the stand-in wrote it down. */
export interface Entry {
  method: string;
  path: string;
  /** Names and values, in the order of the URL. */
  query: [name: string, value: string][];
  headers: {
    accept?: string;
    authorization?: { bearer: boolean; claims: Claims | null };
    'cache-control'?: string;
    'content-type'?: string;
    cookie: boolean;
    origin?: string;
    pragma?: string;
  };
  /** The JSON value; `null` where there was no body. */
  body: unknown;
  status: number | null;
  /** What happened to it on order: absent where nothing was ordered. */
  fault?: 'late' | 'offline' | 'too_many' | 'unavailable' | 'expired_session' | 'lost';
}

/** Whom a session token is for. */
export interface Claims {
  /** The session. */
  sid: string;
  /** The user. */
  sub: string;
  /** The active organization. */
  o?: { id: string };
}

/** The stand-in's journal of all requests about API keys. */
export class Journal {
  readonly #url: string;

  constructor(origin: string) {
    this.#url = `${origin}/__standin/journal`;
  }

  /** Everything since the last `clear()`, in the order of arrival. */
  async read(): Promise<Entry[]> {
    const response = await fetch(this.#url);
    const entries = (await response.json()) as (Entry & { number: number; at: number })[];
    return entries.map(({ number, at, ...entry }) => ({ ...entry, headers: timeless(entry) }));
  }

  async clear(): Promise<void> {
    await fetch(this.#url, { method: 'DELETE' });
  }
}

/** The headers without what is another in each session token: its times. */
function timeless({ headers }: Entry): Entry['headers'] {
  const { authorization } = headers;
  if (!authorization?.claims) return headers;
  const { sid, sub, o } = authorization.claims;
  const claims = { sid, sub, ...(o && { o: { id: o.id } }) };
  return { ...headers, authorization: { ...authorization, claims } };
}
