import type { Outcome } from '../harness/site/observe.ts';
import type { Entry } from '../standin/journal.ts';
import type { WireKey } from '../standin/session.ts';
import type { OwnKey } from './seeds.ts';

/** The requests that reached the server, and the outcome of the call. */
export interface Observation {
  requests: Entry[];
  outcome: Outcome;
}

/** The members of a resource, in order. */
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

/** The expected resource for a key of the stand-in. */
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

/** Replaces values that differ in each response with placeholders. With `own`, also values of that key. */
export function mask(observation: Observation, own?: OwnKey): Observation {
  const masked = mapStrings(own ? maskTimes(observation) : observation, (text) =>
    text.replace(/^[0-9a-f]{32}$/, '‹trace ID›'),
  );
  if (!own) return masked;
  return mapStrings(masked, (text) =>
    text
      .replaceAll(own.id, '‹own ID›')
      .replaceAll(own.name, '‹own name›')
      .replace(/^ak_[0-9a-f]{32}$/, '‹new ID›')
      .replace(/^ak_[0-9a-f]{64}$/, '‹secret›'),
  );
}

/** Replaces the times of a created or changed key with their differences. */
function maskTimes({ requests, outcome }: Observation): Observation {
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

/** Replaces every string in a value. */
function mapStrings<T>(value: T, change: (text: string) => string): T;
function mapStrings(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((item) => mapStrings(item, change));
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  const members = Object.entries(value).map(([name, member]) => [name, mapStrings(member, change)]);
  return Object.fromEntries(members);
}
