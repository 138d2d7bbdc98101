import type { CallOptions, ClerkPaginatedResponse } from 'apikeys-wasm';

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

/** Where keys of a kind are: both classes of the package are one. Creating is each one's own. */
export interface KeySource<K extends Key> {
  getAll(params: GetKeysParams, options: CallOptions): Promise<ClerkPaginatedResponse<K>>;
  revoke(params: { apiKeyID: string; revocationReason?: string | null }): Promise<K>;
  reload(params: { apiKeyID: string }): Promise<K>;
}

interface GetKeysParams {
  query: string;
  includeInvalid: boolean;
  initialPage: number;
  pageSize: number;
}
