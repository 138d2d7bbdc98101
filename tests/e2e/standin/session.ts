/** A key as the stand-in writes it. */
export interface WireKey {
  id: string;
  type: string;
  name: string;
  subject: string;
  scopes: string[];
  claims: null;
  revoked: boolean;
  revocation_reason: string | null;
  expired: boolean;
  expiration: number | null;
  created_by: string;
  description: string | null;
  last_used_at: number | null;
  created_at: number;
  updated_at: number;
  /** Only in the answer to its creation. */
  secret?: string;
}

interface NewKey {
  name: string;
  subject: string;
  description?: string;
  seconds_until_expiration?: number;
}

/** Ada's session with the stand-in, held by no page: for what has to be there before a page looks. */
export class Session {
  readonly token: string;
  readonly #keys: string;

  private constructor(frontendApi: string, token: string) {
    this.token = token;
    this.#keys = `${frontendApi}/api_keys`;
  }

  /** A browser that is new to the stand-in is signed in as Ada. */
  static async begin(origin: string): Promise<Session> {
    const frontendApi = `${origin}/__clerk`;
    const response = await fetch(`${frontendApi}/v1/client`);
    const { response: client } = await response.json();
    return new Session(frontendApi, client.sessions[0].last_active_token.jwt);
  }

  create(key: NewKey): Promise<WireKey> {
    return this.#post('', key);
  }

  revoke(id: string, reason: string): Promise<WireKey> {
    return this.#post(`/${id}/revoke`, { revocation_reason: reason });
  }

  async #post(path: string, body: unknown): Promise<WireKey> {
    const response = await fetch(this.#keys + path, {
      method: 'POST',
      headers: { Authorization: `Bearer ${this.token}`, 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`The stand-in refused: ${await response.text()}`);
    return response.json();
  }
}
