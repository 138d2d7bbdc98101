/** A key in a response of the stand-in. */
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
  /** Only in the response to a create request. */
  secret?: string;
}

/** The members of a project key that the tests read. */
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

/** A session of Ada outside of the browser. The tests prepare data with it. */
export class Session {
  readonly token: string;
  readonly #origin: string;

  private constructor(origin: string, token: string) {
    this.token = token;
    this.#origin = origin;
  }

  /** Starts a session. The stand-in signs in every new client as Ada. */
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

  createProjectKey(projectId: string, name: string): Promise<WireProjectKey> {
    return this.#send('POST', `/api/v1/projects/${projectId}/keys`, { name, scopes: ['read'] });
  }

  revokeProjectKey(projectId: string, id: string): Promise<{ success: boolean }> {
    return this.#send('DELETE', `/api/v1/projects/${projectId}/keys/${id}`);
  }

  async #send<T>(method: string, path: string, body?: unknown): Promise<T> {
    const response = await fetch(this.#origin + path, {
      method,
      headers: { Authorization: `Bearer ${this.token}`, 'Content-Type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`Error response from the stand-in: ${await response.text()}`);
    return response.json();
  }
}
