import type {
  APIKeyResource,
  CallOptions,
  CreateOutcomeUnknownError,
  ProjectAPIKeyResource,
} from 'apikeys-wasm';

/** The properties that both kinds of keys have. */
export interface Key {
  id: string;
  name: string;
  description?: string | null;
  scopes: string[];
  revoked: boolean;
  revocationReason?: string | null;
  expired: boolean;
  expiration: Date | null;
  createdBy: string | null;
  lastUsedAt: Date | null;
  createdAt: Date;
  secret?: string;
}

/** The names of a key's owner and, if it is somebody else, of its creator. */
export interface Owner {
  name: string;
  createdBy?: string | undefined;
}

/** The calls for an existing key that both kinds share. */
export interface KeyCalls<K extends Key> {
  revoke(
    params: { apiKeyID: string; revocationReason?: string | null },
    options: CallOptions,
  ): Promise<K>;
  reload(params: { apiKeyID: string }, options: CallOptions): Promise<K>;
}

/** The response to a create of either kind was lost. */
export type LostError =
  | CreateOutcomeUnknownError<APIKeyResource>
  | CreateOutcomeUnknownError<ProjectAPIKeyResource>;

export type Status = 'active' | 'expired' | 'revoked';

/** The status at the time `now`. A key may have expired since it was read. */
export function statusOf({ revoked, expired, expiration }: Key, now: number): Status {
  if (revoked) return 'revoked';
  return expired || (expiration && expiration.getTime() <= now) ? 'expired' : 'active';
}
