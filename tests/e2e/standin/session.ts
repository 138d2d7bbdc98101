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

/** A project's key as the stand-in writes it, as far as tests look. */
export interface WireProjectKey {
  key_id: string;
  name: string;
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
  readonly #origin: string;

  private constructor(origin: string, token: string) {
    this.token = token;
    this.#origin = origin;
  }

  /** A browser that is new to the stand-in is signed in as Ada. */
  static async begin(origin: string): Promise<Session> {
    const response = await fetch(`${origin}/__clerk/v1/client`);
    const { response: client } = await response.json();
    return new Session(origin, client.sessions[0].last_active_token.jwt);
  }

  create(key: NewKey): Promise<WireKey> {
    return this.#send('POST', '/__clerk/api_keys', key);
  }

  revoke(id: string, reason: string): Promise<WireKey> {
    return this.#send('POST', `/__clerk/api_keys/${id}/revoke`, { revocation_reason: reason });
  }

  createOfProject(projectId: string, name: string): Promise<WireProjectKey> {
    return this.#send('POST', `/api/v1/projects/${projectId}/keys`, { name, scopes: ['read'] });
  }

  revokeOfProject(projectId: string, id: string): Promise<{ success: boolean }> {
    return this.#send('DELETE', `/api/v1/projects/${projectId}/keys/${id}`);
  }

  async #send<T>(method: string, path: string, body?: unknown): Promise<T> {
    const response = await fetch(this.#origin + path, {
      method,
      headers: { Authorization: `Bearer ${this.token}`, 'Content-Type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`The stand-in refused: ${await response.text()}`);
    return response.json();
  }
}
