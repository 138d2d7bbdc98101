import { useDeferredValue, useMemo, useState } from 'react';
import type { Key, Owner } from './key';
import { type Column, matching, newestFirst, type Row, rowsOf, sorted } from './rows';

export const pageSizes = [10, 25, 50, 100] as const;

/** Which of the keys are shown, and in which order. */
export function useView<K extends Key>(
  keys: readonly K[],
  ownerOf: (key: K) => Owner,
  now: number,
) {
  const [query, setQuery] = useState('');
  const [sort, setSort] = useState(newestFirst);
  const [pageSize, setPageSize] = useState<number>(pageSizes[0]);
  const [turnedTo, turnTo] = useState(1);

  // biome-ignore lint/correctness/useExhaustiveDependencies: whose a key is does not change while its list is shown
  const rows = useMemo(() => rowsOf(keys, ownerOf, now), [keys, now]);
  const ordered = useMemo(() => sorted(rows, sort), [rows, sort]);
  const asked = useDeferredValue(query);
  const found = useMemo(() => matching(ordered, asked), [ordered, asked]);

  const pageCount = Math.max(Math.ceil(found.length / pageSize), 1);
  const page = Math.min(turnedTo, pageCount);
  const first = (page - 1) * pageSize;

  return {
    rows,
    /** All that the search found, in order. */
    found,
    shown: found.slice(first, first + pageSize),
    first: first + 1,
    query,
    search(text: string) {
      setQuery(text.trim());
      turnTo(1);
    },
    sort,
    /** By another column, or the other way round by the same. */
    sortBy(by: Column) {
      setSort((now) => (now.by === by ? { by, down: !now.down } : { by, down: byDate(by) }));
      turnTo(1);
    },
    page,
    pageCount,
    turnTo,
    pageSize,
    resize(size: number) {
      setPageSize(size);
      turnTo(1);
    },
  };
}

/** The newest is what is looked for, except where the next to expire is. */
const byDate = (column: Column) => column === 'createdAt' || column === 'lastUsedAt';

export type View<K extends Key> = ReturnType<typeof useView<K>>;

export type Rows<K extends Key> = readonly Row<K>[];
