import type { Outcome } from '../harness/site/observe.ts';
import type { Entry } from '../standin/journal.ts';
import type { WireKey } from '../standin/session.ts';
import type { Own } from './seeds.ts';

/** What a call came to: what reached the server, and what the caller was told. */
export interface Observed {
  requests: Entry[];
  outcome: Outcome;
}

/** The members of a resource, in their order. */
export const members = [
  'id',
  'type',
  'name',
  'subject',
  'scopes',
  'claims',
  'revoked',
  'revocationReason',
  'expired',
  'expiration',
  'createdBy',
  'description',
  'lastUsedAt',
  'createdAt',
  'updatedAt',
];

/** A key of the stand-in's as ours has to show it. */
export function resource(key: WireKey) {
  const { revocation_reason, created_by, last_used_at, created_at, updated_at, ...same } = key;
  return {
    members,
    pathRoot: '/api_keys',
    id: same.id,
    type: same.type,
    name: same.name,
    subject: same.subject,
    scopes: same.scopes,
    claims: same.claims,
    revoked: same.revoked,
    revocationReason: revocation_reason,
    expired: same.expired,
    expiration: same.expiration === null ? null : new Date(same.expiration),
    createdBy: created_by,
    description: same.description,
    lastUsedAt: last_used_at === null ? null : new Date(last_used_at),
    createdAt: new Date(created_at),
    updatedAt: new Date(updated_at),
  };
}

/** Puts words in the place of what is another with each answer, and for each side with a key of its own. */
export function mask(observed: Observed, own?: Own): Observed {
  const masked = deeply(own ? maskTimes(observed) : observed, (text) =>
    text.replace(/^[0-9a-f]{32}$/, '‹trace ID›'),
  );
  if (!own) return masked;
  return deeply(masked, (text) =>
    text
      .replaceAll(own.id, '‹own ID›')
      .replaceAll(own.name, '‹own name›')
      .replace(/^ak_[0-9a-f]{32}$/, '‹new ID›')
      .replace(/^ak_[0-9a-f]{64}$/, '‹secret›'),
  );
}

/** The times of a key that the call made or changed, as distances. */
function maskTimes({ requests, outcome }: Observed): Observed {
  if (!('resolved' in outcome)) return { requests, outcome };
  const key = outcome.resolved as { createdAt: Date; updatedAt: Date; expiration: Date | null };
  const created = key.createdAt.getTime();
  const times = {
    createdAt: '‹createdAt›',
    updatedAt: key.updatedAt.getTime() === created ? '‹createdAt›' : '‹later›',
    expiration: key.expiration && `‹${key.expiration.getTime() - created} ms later›`,
  };
  return { requests, outcome: { resolved: { ...key, ...times } } };
}

/** Changes every string in it. */
function deeply<T>(value: T, change: (text: string) => string): T;
function deeply(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((item) => deeply(item, change));
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  const members = Object.entries(value).map(([name, member]) => [name, deeply(member, change)]);
  return Object.fromEntries(members);
}
