import type { KeyColumn } from '../props.js';
import type { Key, Owner, Status } from './key.js';
import { statusOf } from './key.js';

/** A row of the list: a key with its derived values. */
export interface Row<K extends Key> {
  key: K;
  status: Status;
  owner: Owner;
  /** The text that the search looks at, in lower case. */
  text: string;
}

/** What a list can be sorted by. */
export type Column = 'name' | KeyColumn;

export interface Sort {
  by: Column;
  descending: boolean;
}

export const newestFirst: Sort = { by: 'createdAt', descending: true };

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

export function filterRows<K extends Key>(
  rows: readonly Row<K>[],
  query: string,
): readonly Row<K>[] {
  const term = query.trim().toLowerCase();
  return term ? rows.filter(({ text }) => text.includes(term)) : rows;
}

/** Sorts stably: equal rows keep the server's order. */
export function sortRows<K extends Key>(
  rows: readonly Row<K>[],
  { by, descending }: Sort,
  alphabetical: Alphabetical,
): readonly Row<K>[] {
  const compare: Comparison = (one, other) => comparisons[by](one, other, alphabetical);
  return [...rows].sort(descending ? (one, other) => compare(other, one) : compare);
}

/** Compares two texts as the reader's language does. */
type Alphabetical = (one: string, other: string) => number;

type Comparison = (one: Row<Key>, other: Row<Key>) => number;

const statuses: readonly Status[] = ['active', 'expired', 'revoked'];
const timeOr = (date: Date | null, absent: number) => date?.getTime() ?? absent;

const comparisons: Record<
  Column,
  (one: Row<Key>, other: Row<Key>, alphabetical: Alphabetical) => number
> = {
  name: (one, other, alphabetical) => alphabetical(one.key.name, other.key.name),
  status: (one, other) => statuses.indexOf(one.status) - statuses.indexOf(other.status),
  owner: (one, other, alphabetical) => alphabetical(ownerText(one), ownerText(other)),
  createdAt: (one, other) => timeOr(one.key.createdAt, 0) - timeOr(other.key.createdAt, 0),
  // In ascending order, keys that were never used come first, and keys that never expire come last.
  lastUsedAt: (one, other) => timeOr(one.key.lastUsedAt, 0) - timeOr(other.key.lastUsedAt, 0),
  expiration: (one, other) => expirationTime(one) - expirationTime(other),
};

// All keys of a list have the same owner. Only their creators differ.
const ownerText = ({ owner }: Row<Key>) => `${owner.name} ${owner.createdBy ?? ''}`;
const expirationTime = ({ key }: Row<Key>) => timeOr(key.expiration, Number.MAX_SAFE_INTEGER);
