import { useIsRestoring, useQuery } from '@tanstack/react-query';
import {
  type APIKeys,
  type APIKeysError,
  type ClerkPaginatedResponse,
  ProjectAPIKeys,
} from 'apikeys-wasm';
import {
  type AnyAPIKeys,
  type APIKeysScope,
  type KeyOf,
  useAPIKeysScope,
} from 'apikeys-wasm/react';
import { useCallback, useMemo } from 'react';
import { type AllKeys, loadAll } from './keys/loadAll.js';

/** What `useAllAPIKeys` takes: which keys, and how to load them. */
export interface UseAllAPIKeysParams {
  /** Revoked and expired keys too. Default false. */
  includeInvalid?: boolean | undefined;
  /** Only keys that match it, as with `getAll`. */
  query?: string | undefined;
  /** Whether to ask at all. Default true. */
  enabled?: boolean | undefined;
  /** How many pages are asked for at a time, once their number is known. Default 6. */
  concurrency?: number | undefined;
}

/** What `useAllAPIKeys` gives. */
export interface UseAllAPIKeysReturn<K> {
  /** The keys that have arrived, in the order of the server. */
  data: K[];
  /** How many the server has. */
  count: number;
  /** There is nothing to show yet. */
  isLoading: boolean;
  /** Keys are shown, and more are on their way. */
  isLoadingMore: boolean;
  /** All keys have arrived. False while they load, and after an attempt that failed halfway. */
  isComplete: boolean;
  /** A request is under way, for the first time or again. */
  isFetching: boolean;
  /** The last attempt failed. The keys that arrived before stay. */
  isError: boolean;
  /** Why, else `null`. */
  error: APIKeysError | null;
  /** Reads all lists of this owner again. */
  revalidate: () => Promise<void>;
  /** Puts a key in the place of the one with its ID, until the list is read again. */
  replace: (key: K) => void;
}

/** The longest page that Clerk's server returns. */
const clerkPageSize = 100;

/** More than any project has: the server returns all keys at once, and each further page would load all of them again. */
const projectPageSize = 1_000_000;

/**
 * All keys of the owner, for pages that sort and count them. They are shown as they arrive: once the first page has told their number,
 * several are asked for at a time. Where the list changes meanwhile, no key is missed and none comes twice. Works inside of an
 * `<APIKeysProvider>`. Name the class where it is not `APIKeys`: `useAllAPIKeys<ProjectAPIKeys>()`.
 */
export function useAllAPIKeys<A extends AnyAPIKeys = APIKeys>(
  params: UseAllAPIKeysParams = {},
): UseAllAPIKeysReturn<KeyOf<A>> {
  const { includeInvalid = false, query = '', enabled = true, concurrency = 6 } = params;
  const { apiKeys, queryClient, queryKey: lists, state }: APIKeysScope = useAPIKeysScope();
  const queryKey = useMemo(
    () => [...lists, 'all', includeInvalid, query],
    [lists, includeInvalid, query],
  );
  const isPartial = queryClient.getQueryData<AllKeys<KeyOf<A>>>(queryKey)?.isComplete === false;
  const pageSize = apiKeys instanceof ProjectAPIKeys ? projectPageSize : clerkPageSize;

  const list = useQuery<AllKeys<KeyOf<A>>, APIKeysError>(
    {
      // The module tries again by itself, and knows best what it means to be offline.
      retry: false,
      networkMode: 'always',
      // Keys are objects of a class: nothing in them could be shared.
      structuralSharing: false,
      // The host page's defaults: one would show another owner's keys, the other store them.
      placeholderData: undefined,
      persister: undefined,
      enabled: enabled && state === 'ready',
      // A list whose load was cancelled is loaded again, however long the host page keeps the others.
      ...(isPartial && { staleTime: 0, refetchOnMount: true }),
      queryKey,
      queryFn: ({ signal }) =>
        loadAll({
          pageSize,
          concurrency,
          signal,
          getPage: (initialPage, signal) =>
            (apiKeys.getAll as GetAll<KeyOf<A>>).call(
              apiKeys,
              { includeInvalid, initialPage, pageSize, ...(query && { query }) },
              { signal },
            ),
          onProgress: (keys) => {
            // A complete list stays until another one is complete.
            const before = queryClient.getQueryData<AllKeys<KeyOf<A>>>(queryKey);
            if (!before?.isComplete && !signal.aborted) queryClient.setQueryData(queryKey, keys);
          },
        }),
    },
    queryClient,
  );

  const { data, isFetching } = list;
  const isRestoring = useIsRestoring();
  const revalidate = useCallback(
    () => queryClient.invalidateQueries({ queryKey: lists }),
    [queryClient, lists],
  );
  const replace = useCallback(
    (fresh: KeyOf<A>) => {
      const query = queryClient.getQueryCache().find<AllKeys<KeyOf<A>>>({ queryKey });
      const before = query?.state.data;
      if (!before) return;
      const keys = before.keys.map((key) => (key.id === fresh.id ? fresh : key));
      // `setQueryData` would take away the error of the list.
      query.setState({ data: { ...before, keys } });
    },
    [queryClient, queryKey],
  );
  return {
    data: data?.keys ?? nothing,
    count: data?.count ?? 0,
    isLoading:
      list.isLoading ||
      (enabled && (state === 'loading' || (state === 'ready' && isRestoring && list.isPending))),
    isLoadingMore: isFetching && data?.isComplete === false,
    isComplete: data?.isComplete ?? false,
    isFetching,
    isError: list.isError,
    error: list.error,
    revalidate,
    replace,
  };
}

/** The same array on every render. */
const nothing: never[] = [];

/** Both classes take these params. */
type GetAll<K> = (
  params: { includeInvalid: boolean; initialPage: number; pageSize: number; query?: string },
  options: { signal: AbortSignal },
) => Promise<ClerkPaginatedResponse<K>>;
