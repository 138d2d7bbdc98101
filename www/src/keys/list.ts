import type { ClerkPaginatedResponse } from 'apikeys-wasm';
import type { UseAPIKeysReturn } from 'apikeys-wasm/react';
import { useEffect } from 'react';

/** A list of keys as the hooks of `apikeys-wasm/react` give it, part after part. */
export type List<K> = UseAPIKeysReturn<K, ClerkPaginatedResponse<K>[]>;

/**
 * Asks for part after part until all of a list is there. Whoever sorts, searches and counts keys does it with all of them,
 * or it is of no use.
 */
export function useWhole<K>(list: List<K>): List<K> {
  const { hasNextPage, isFetching, isError, fetchNext } = list;
  useEffect(() => {
    if (hasNextPage && !isFetching && !isError) fetchNext();
  }, [hasNextPage, isFetching, isError, fetchNext]);
  return list;
}

/** Puts what was read anew in the place of what was shown. */
export function replace<K extends { id: string }>(list: List<K>, fresh: K): void {
  list.setData((parts) =>
    parts?.map((part) => ({
      ...part,
      data: part.data.map((key) => (key.id === fresh.id ? fresh : key)),
    })),
  );
}
