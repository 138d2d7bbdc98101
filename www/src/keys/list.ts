import type { ClerkPaginatedResponse } from 'apikeys-wasm';
import type { UseAPIKeysReturn } from 'apikeys-wasm/react';
import { useEffect } from 'react';

/** A list of keys from the hooks of `apikeys-wasm/react`, loaded page by page. */
export type List<K> = UseAPIKeysReturn<K, ClerkPaginatedResponse<K>[]>;

/**
 * Loads all pages of a list, one after the other. The demo page sorts, searches and counts the keys itself, so it needs
 * all of them.
 */
export function useAllPages<K>(list: List<K>): List<K> {
  const { hasNextPage, isFetching, isError, fetchNext } = list;
  useEffect(() => {
    if (hasNextPage && !isFetching && !isError) fetchNext();
  }, [hasNextPage, isFetching, isError, fetchNext]);
  return list;
}

/** Replaces a key in the list with its reloaded version. */
export function replaceKey<K extends { id: string }>(list: List<K>, fresh: K): void {
  list.setData((pages) =>
    pages?.map((page) => ({
      ...page,
      data: page.data.map((key) => (key.id === fresh.id ? fresh : key)),
    })),
  );
}
