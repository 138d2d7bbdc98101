/** What keys of every kind have. */
export interface Key {
  id: string;
  name: string;
  revoked: boolean;
  revocationReason?: string | null;
  expired: boolean;
  expiration: Date | null;
  lastUsedAt: Date | null;
  createdAt: Date;
  secret?: string;
}

/** What can be done with a key that is there. Creating is each kind's own. */
export interface KeyActions<K extends Key> {
  revoke(params: { apiKeyID: string; revocationReason?: string | null }): Promise<K>;
  reload(params: { apiKeyID: string }): Promise<K>;
}
