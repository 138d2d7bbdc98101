import type { Key, Owner, Status } from './key';
import { statusOf } from './key';

/** A key, with what the list tells of it. */
export interface Row<K extends Key> {
  key: K;
  status: Status;
  owner: Owner;
  /** What a search looks at. */
  text: string;
}

export const columns = [
  'name',
  'status',
  'owner',
  'createdAt',
  'lastUsedAt',
  'expiration',
] as const;

export type Column = (typeof columns)[number];

export interface Sort {
  by: Column;
  down: boolean;
}

export const newestFirst: Sort = { by: 'createdAt', down: true };

export function rowsOf<K extends Key>(
  keys: readonly K[],
  ownerOf: (key: K) => Owner,
  now: number,
): Row<K>[] {
  return keys.map((key) => {
    const owner = ownerOf(key);
    const { id, name, description } = key;
    const text = [name, description, owner.name, owner.createdBy, id].join('\n').toLowerCase();
    return { key, status: statusOf(key, now), owner, text };
  });
}

export function matching<K extends Key>(rows: readonly Row<K>[], query: string): readonly Row<K>[] {
  const wanted = query.trim().toLowerCase();
  return wanted ? rows.filter(({ text }) => text.includes(wanted)) : rows;
}

/** What is alike stays in the order in which the server gave it. */
export function sorted<K extends Key>(
  rows: readonly Row<K>[],
  { by, down }: Sort,
): readonly Row<K>[] {
  const compare = comparisons[by];
  return rows.toSorted(down ? (one, other) => compare(other, one) : compare);
}

const { compare: alphabetical } = new Intl.Collator(undefined, { numeric: true });
const statuses: readonly Status[] = ['active', 'expired', 'revoked'];
const moment = (date: Date | null, absent: number) => date?.getTime() ?? absent;

const comparisons: Record<Column, (one: Row<Key>, other: Row<Key>) => number> = {
  name: (one, other) => alphabetical(one.key.name, other.key.name),
  status: (one, other) => statuses.indexOf(one.status) - statuses.indexOf(other.status),
  owner: (one, other) => alphabetical(whose(one), whose(other)),
  createdAt: (one, other) => moment(one.key.createdAt, 0) - moment(other.key.createdAt, 0),
  // Never used is longest ago, and what never expires comes last.
  lastUsedAt: (one, other) => moment(one.key.lastUsedAt, 0) - moment(other.key.lastUsedAt, 0),
  expiration: (one, other) => latest(one) - latest(other),
};

// All of a list are of one owner: what differs is who made them.
const whose = ({ owner }: Row<Key>) => `${owner.name} ${owner.createdBy ?? ''}`;
const latest = ({ key }: Row<Key>) => moment(key.expiration, Number.MAX_SAFE_INTEGER);
