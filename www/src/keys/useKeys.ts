import { useEffect, useState } from 'react';
import type { Key, KeySource } from './key';

export const pageSize = 10;

export interface Filter {
  query: string;
  includeInvalid: boolean;
  /** From 1. */
  page: number;
}

/** One page of the keys that a filter lets through. */
export interface KeyPage<K = Key> {
  filter: Filter;
  keys: K[];
  /** On all pages. */
  total: number;
}

type Answer<K> = KeyPage<K> | { filter: Filter; error: unknown };

export function pageCount(total: number): number {
  return Math.max(1, Math.ceil(total / pageSize));
}

/** One page of the keys of a source. The answer to an older question never shows: it is aborted. */
export function useKeys<K extends Key>(source: KeySource<K>) {
  // Each question is an object of its own, so asking the same again is a new object with equal members.
  const [filter, setFilter] = useState<Filter>({ query: '', includeInvalid: false, page: 1 });
  const [answer, setAnswer] = useState<Answer<K>>();

  useEffect(() => {
    const { query, includeInvalid, page } = filter;
    const controller = new AbortController();
    const { signal } = controller;

    source
      .getAll({ query, includeInvalid, initialPage: page, pageSize }, { signal })
      .then(({ data: keys, total_count: total }) => {
        if (signal.aborted) return;
        const last = pageCount(total);
        if (page > last) setFilter({ ...filter, page: last });
        else setAnswer({ filter, keys, total });
      })
      .catch((error: unknown) => {
        if (!signal.aborted) setAnswer({ filter, error });
      });

    return () => controller.abort();
  }, [source, filter]);

  const loading = answer?.filter !== filter;
  const failed = answer && 'error' in answer;
  return {
    filter,
    /** What the question is answered with; while `loading`, still the answer to the one before it. */
    shown: failed ? undefined : answer,
    error: failed && !loading ? answer.error : undefined,
    loading,
    /** Changes the question. Unless it asks for a page, it begins at the first one again. */
    ask: (change: Partial<Filter>) => setFilter((now) => ({ ...now, page: 1, ...change })),
    refresh: () => setFilter((now) => ({ ...now })),
    /** Puts a key that was read again in its place. */
    replace: (key: K) =>
      setAnswer((now) =>
        now && 'keys' in now
          ? { ...now, keys: now.keys.map((old) => (old.id === key.id ? key : old)) }
          : now,
      ),
  };
}
