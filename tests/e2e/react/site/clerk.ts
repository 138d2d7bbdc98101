interface Identified {
  id: string;
}

/** What a Clerk object is to the package: someone is signed in, and whoever listens hears of a change. */
export class FakeClerk {
  readonly frontendApi = 'clerk.example.com';
  readonly version = '6.40.0';
  loaded = true;
  user: Identified | null = null;
  organization: Identified | null = null;
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

  become(user: string | null, organization: string | null = null): void {
    this.loaded = true;
    this.user = user ? { id: user } : null;
    this.organization = organization ? { id: organization } : null;
    for (const listener of this.#listeners) listener();
  }
}

function base64url(claims: object): string {
  return btoa(JSON.stringify(claims)).replace(/\+/g, '-').replace(/\//g, '_').replace(/=/g, '');
}
