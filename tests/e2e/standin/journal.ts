/** An API key request in the journal of the stand-in. */
export interface Entry {
  method: string;
  path: string;
  /** Names and values, in URL order. */
  query: [name: string, value: string][];
  headers: {
    accept?: string;
    /** Only in preflights. */
    'access-control-request-headers'?: string;
    'access-control-request-method'?: string;
    authorization?: { bearer: boolean; claims: Claims | null };
    'cache-control'?: string;
    'content-type'?: string;
    cookie: boolean;
    origin?: string;
    pragma?: string;
  };
  /** The JSON value, or `null` for a request without a body. */
  body: unknown;
  status: number | null;
  /** The fault that the stand-in applied. Absent without a fault. */
  fault?: 'late' | 'offline' | 'too_many' | 'unavailable' | 'expired_session' | 'lost';
}

/** The claims of a session token. */
export interface Claims {
  /** The session. */
  sid: string;
  /** The user. */
  sub: string;
  /** The active organization. */
  o?: { id: string };
}

/** The stand-in's journal of all API key requests. */
export class Journal {
  readonly #url: string;

  constructor(origin: string) {
    this.#url = `${origin}/__standin/journal`;
  }

  /** All requests since the last `clear()`, in order of arrival. */
  async read(): Promise<Entry[]> {
    const response = await fetch(this.#url);
    const entries = (await response.json()) as (Entry & { number: number; at: number })[];
    return entries.map(({ number, at, ...entry }) => ({ ...entry, headers: withoutTimes(entry) }));
  }

  async clear(): Promise<void> {
    await fetch(this.#url, { method: 'DELETE' });
  }
}

/** Removes the time claims, which differ in each session token, from the headers. */
function withoutTimes({ headers }: Entry): Entry['headers'] {
  const { authorization } = headers;
  if (!authorization?.claims) return headers;
  const { sid, sub, o } = authorization.claims;
  const claims = { sid, sub, ...(o && { o: { id: o.id } }) };
  return { ...headers, authorization: { ...authorization, claims } };
}
