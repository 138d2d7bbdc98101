import { useDeferredValue, useMemo, useState } from 'react';
import { useFormats } from '../ui/language.js';
import type { Key, Owner } from './key.js';
import { type Column, filterRows, newestFirst, type Row, rowsOf, sortRows } from './rows.js';

const usualPageSizes = [10, 25, 50, 100];

/** The search, order and list page of the keys that are shown. `ownerOf` must be the same function while it gives the same names. */
export function useView<K extends Key>(
  keys: readonly K[],
  ownerOf: (key: K) => Owner,
  now: number,
  initialPageSize: number,
) {
  const { compare } = useFormats();
  const [query, setQuery] = useState('');
  const [sort, setSort] = useState(newestFirst);
  const [pageSize, setPageSize] = useState(initialPageSize);
  const [requestedPage, goToPage] = useState(1);

  const rows = useMemo(() => rowsOf(keys, ownerOf, now), [keys, ownerOf, now]);
  const sorted = useMemo(() => sortRows(rows, sort, compare), [rows, sort, compare]);
  const deferredQuery = useDeferredValue(query);
  const found = useMemo(() => filterRows(sorted, deferredQuery), [sorted, deferredQuery]);

  const pageCount = Math.max(Math.ceil(found.length / pageSize), 1);
  const page = Math.min(requestedPage, pageCount);
  const first = (page - 1) * pageSize;

  return {
    rows,
    /** All rows that match the search, sorted. */
    found,
    shown: found.slice(first, first + pageSize),
    first: first + 1,
    query,
    search(text: string) {
      setQuery(text.trim());
      goToPage(1);
    },
    sort,
    /** Sorts by a column. If the list is sorted by it already, reverses the order. */
    sortBy(by: Column) {
      setSort((last) => ({
        by,
        descending: last.by === by ? !last.descending : isDescendingFirst(by),
      }));
      goToPage(1);
    },
    page,
    pageCount,
    goToPage,
    pageSize,
    /** The sizes to choose from. */
    pageSizes: [...new Set([initialPageSize, ...usualPageSizes])].sort((one, other) => one - other),
    changePageSize(size: number) {
      setPageSize(size);
      goToPage(1);
    },
  };
}

/** These columns show the newest first. The expiration shows the next key to expire first. */
const isDescendingFirst = (column: Column) => column === 'createdAt' || column === 'lastUsedAt';

export type View<K extends Key> = ReturnType<typeof useView<K>>;

export type Rows<K extends Key> = readonly Row<K>[];
