import type { CallOptions } from 'apikeys-wasm';

/** What keys of every kind have. */
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

/** Whose a key is, and who made it where that is somebody else, in words. */
export interface Owner {
  name: string;
  createdBy?: string | undefined;
}

/** What can be done with a key that is there. Creating and rotating are each kind's own. */
export interface KeyActions<K extends Key> {
  revoke(
    params: { apiKeyID: string; revocationReason?: string | null },
    options: CallOptions,
  ): Promise<K>;
  reload(params: { apiKeyID: string }, options: CallOptions): Promise<K>;
}

export type Status = 'active' | 'expired' | 'revoked';

/** A key that was active when it was read may have expired since. */
export function statusOf({ revoked, expired, expiration }: Key, now: number): Status {
  if (revoked) return 'revoked';
  return expired || (expiration && expiration.getTime() <= now) ? 'expired' : 'active';
}
