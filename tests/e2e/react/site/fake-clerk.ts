interface Owner {
  id: string;
}

/** The parts of a Clerk object that the package uses: the session, and listeners for changes. */
export class FakeClerk {
  readonly frontendApi = 'clerk.example.com';
  readonly version = '6.40.0';
  loaded = true;
  /** `undefined` while clerk-js switches to another session or organization. */
  user: Owner | null | undefined = null;
  organization: Owner | null = null;
  readonly #listeners = new Set<() => void>();

  get session() {
    const { user, organization } = this;
    if (!user) return null;
    const claims = { sub: user.id, ...(organization && { org_id: organization.id }) };
    return { id: 'sess_1', getToken: () => `e30.${base64url(claims)}.c2ln` };
  }

  addListener = (listener: () => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  setUser(user: string | null, organization: string | null = null): void {
    this.loaded = true;
    this.user = user ? { id: user } : null;
    this.organization = organization ? { id: organization } : null;
    this.#notify();
  }

  /** Begins to switch, as clerk-js does between the steps of `setActive`. */
  beginSwitch(): void {
    this.user = undefined;
    this.organization = null;
    this.#notify();
  }

  #notify(): void {
    for (const listener of this.#listeners) listener();
  }
}

function base64url(claims: object): string {
  return btoa(JSON.stringify(claims)).replace(/\+/g, '-').replace(/\//g, '_').replace(/=/g, '');
}
