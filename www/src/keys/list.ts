import type { ClerkPaginatedResponse } from 'apikeys-wasm';
import type { UseAPIKeysReturn } from 'apikeys-wasm/react';

/** A list of keys, as the hooks of `apikeys-wasm/react` give it, a page at a time. */
export type List<K> = UseAPIKeysReturn<K, ClerkPaginatedResponse<K>>;

/** Which keys are listed. */
export interface Filter {
  query: string;
  includeInvalid: boolean;
}

export const activeKeys: Filter = { query: '', includeInvalid: false };

/** How lists are shown: the old keys stay until the new ones are there. */
export const listed = { pageSize: 10, keepPreviousData: true };
