'use client';
// React's hooks over either class. What is cached, shared and refreshed is TanStack Query's affair; whom it is about, ours.

import { hashKey, QueryClient, QueryClientContext, useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query';
import {
  createContext,
  createElement,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';
import { partsOf } from './facade.js';

const Scope = createContext(null);

export function APIKeysProvider({ apiKeys, owner, queryClient, children }) {
  const around = useContext(QueryClientContext);
  const [own] = useState(() => new QueryClient());
  const client = queryClient ?? around ?? own;
  // Counted by the client: it listens to the window's focus once.
  useEffect(() => {
    client.mount();
    return () => client.unmount();
  }, [client]);

  const known = useKnownOwner(apiKeys);
  const lists = useStable(['apikeys-wasm', numberOf(apiKeys), known, owner]);
  useDropped(client, lists);

  const scope = useMemo(() => ({ apiKeys, client, lists, known }), [apiKeys, client, lists, known]);
  return createElement(Scope.Provider, { value: scope }, children);
}

/** Removes the lists of another user, organization or object than before, and aborts their requests. */
function useDropped(client, lists) {
  const before = useRef(lists);
  useEffect(() => {
    if (hashKey(before.current) === hashKey(lists)) return;
    client.removeQueries({ queryKey: before.current });
    before.current = lists;
  }, [client, lists]);
}

const waiting = false;
const nobody = null;

/**
 * The owner of the object's calls: a text of user and organization; `nobody`; `waiting`, while Clerk loads and on a server;
 * `undefined`, where the object was made without a Clerk object.
 */
function useKnownOwner(apiKeys) {
  const { clerk, subject } = partsOf(apiKeys) ?? {};
  const listen = useCallback(changed => clerk?.addListener?.(changed) ?? (() => {}), [clerk]);
  const read = () => {
    try {
      if (!clerk) return textOf(subject?.());
      if (clerk.loaded === false) return waiting;
      return clerk.user ? `${clerk.user.id} ${clerk.organization?.id ?? ''} ${textOf(subject()) ?? ''}` : nobody;
    } catch {
      return undefined; // The call asks again, and says what is wrong.
    }
  };
  return useSyncExternalStore(listen, read, () => waiting);
}

const textOf = value => (typeof value === 'string' ? value : undefined);

/** Objects have no name that a query key could hold. */
const numbers = new WeakMap();
let last = 0;

function numberOf(object) {
  if (!numbers.has(object)) numbers.set(object, ++last);
  return numbers.get(object);
}

function useScope(hook) {
  const scope = useContext(Scope);
  if (!scope) throw new Error(`${hook}() works inside of an <APIKeysProvider> alone.`);
  return scope;
}

/** The module tries again by itself, and knows best what it means to be offline. */
const once = { retry: false, networkMode: 'always' };

export function useAPIKeys(params) {
  const { apiKeys, client, lists, known } = useScope('useAPIKeys');
  const { initialPage, pageSize, infinite, keepPreviousData, enabled, filter } = question(params);
  const list = useStable([...lists, infinite ? 'infinite' : 'page', filter, pageSize]);
  const [page, turnTo] = usePage(hashKey([list, initialPage]), initialPage);
  const pageKey = useStable([...list, page]);
  const asked = enabled && known !== nobody && known !== waiting;
  const getPage = (initialPage, signal) => apiKeys.getAll({ ...filter, initialPage, pageSize }, { signal });
  // Keys are objects of a class: nothing in them could be shared.
  const options = { ...once, structuralSharing: false };

  const one = useQuery(
    {
      ...options,
      queryKey: pageKey,
      queryFn: ({ signal }) => getPage(page, signal),
      enabled: asked && !infinite,
      placeholderData: (data, query) => (keepPreviousData && query && isOf(lists, query) ? data : undefined),
    },
    client,
  );
  const more = useInfiniteQuery(
    {
      ...options,
      queryKey: list,
      queryFn: ({ pageParam, signal }) => getPage(pageParam, signal),
      initialPageParam: initialPage,
      getNextPageParam: ({ total_count }, _, page) => (page * pageSize < total_count ? page + 1 : undefined),
      enabled: asked && infinite,
    },
    client,
  );

  const query = infinite ? more : one;
  const pages = useMemo(
    () => (infinite ? more.data?.pages : one.data && [one.data]) ?? [],
    [infinite, more.data, one.data],
  );
  const data = useMemo(() => eachOnce(pages), [pages]);
  const count = pages[pages.length - 1]?.total_count ?? 0;
  const pageCount = Math.ceil(count / pageSize);
  const lastPage = pages.length === 0 || one.isPlaceholderData ? Infinity : Math.max(pageCount, 1);
  const shownPage = infinite ? initialPage - 1 + (pages.length || 1) : page;

  // The last keys of the last page were revoked.
  useEffect(() => {
    if (!infinite && page > lastPage) turnTo(() => lastPage);
  }, [infinite, page, lastPage, turnTo]);

  const { fetchNextPage } = more;
  const fetchPage = useCallback(
    next => {
      const to = from => (typeof next === 'function' ? next(from) : next);
      if (!infinite) turnTo(from => Math.min(Math.max(to(from), 1), lastPage));
      else if (to(shownPage) > shownPage) fetchNextPage({ cancelRefetch: false });
    },
    [infinite, shownPage, lastPage, turnTo, fetchNextPage],
  );
  const setData = useCallback(
    async value => {
      const change = before => (typeof value === 'function' ? value(before) : value);
      if (!infinite) return void client.setQueryData(pageKey, change);
      client.setQueryData(list, before => {
        const pages = change(before?.pages ?? []);
        return pages && { pages, pageParams: pages.map((_, index) => initialPage + index) };
      });
    },
    [infinite, client, list, pageKey, initialPage],
  );

  return {
    data,
    count,
    page: shownPage,
    pageCount,
    isLoading: query.isLoading || (enabled && known === waiting),
    isFetching: query.isFetching,
    isError: query.isError,
    error: query.error,
    hasNextPage: infinite ? more.hasNextPage : page < pageCount,
    hasPreviousPage: !infinite && page > 1,
    fetchNext: useCallback(() => fetchPage(page => page + 1), [fetchPage]),
    fetchPrevious: useCallback(() => fetchPage(page => page - 1), [fetchPage]),
    fetchPage,
    revalidate: useCallback(() => client.invalidateQueries({ queryKey: lists }), [client, lists]),
    setData,
  };
}

/** The same query key for as long as it says the same. */
function useStable(key) {
  const hash = hashKey(key);
  // biome-ignore lint/correctness/useExhaustiveDependencies: its hash stands for the key
  return useMemo(() => key, [hash]);
}

/** What is asked, with what is asked where nothing is said. What is not the hook's own is `getAll`'s. */
function question(params) {
  const { initialPage, pageSize, infinite, keepPreviousData, enabled, ...filter } = params ?? {};
  return {
    initialPage: initialPage ?? 1,
    pageSize: pageSize ?? 10,
    infinite: infinite ?? false,
    keepPreviousData: keepPreviousData ?? false,
    enabled: enabled ?? true,
    filter,
  };
}

/** The page that is shown. Another question begins at its first one. */
function usePage(question, initialPage) {
  const [turned, setTurned] = useState({ question, page: initialPage });
  const turnTo = useCallback(
    to => setTurned(({ question: of, page }) => ({ question, page: to(of === question ? page : initialPage) })),
    [question, initialPage],
  );
  return [turned.question === question ? turned.page : initialPage, turnTo];
}

/** Whether a query is one of these lists, and so of the same user and organization. */
const isOf = (lists, query) => hashKey(query.queryKey.slice(0, lists.length)) === hashKey(lists);

/** The keys of all pages. One that moved to the next page while that was loaded comes once. */
function eachOnce(pages) {
  const [first, ...others] = pages;
  if (others.length === 0) return first?.data ?? [];
  return [...new Map(pages.flatMap(({ data }) => data).map(key => [key.id, key])).values()];
}

export function useCreateAPIKey(options) {
  return useChange('create', useScope('useCreateAPIKey'), options);
}

export function useUpdateAPIKey(options) {
  return useChange('update', useScope('useUpdateAPIKey'), options);
}

export function useRevokeAPIKey(options) {
  return useChange('revoke', useScope('useRevokeAPIKey'), options);
}

/**
 * A change, after which the lists are read again: also where it failed, unless it was never sent. Nothing aborts it, because
 * the server may have acted: its callbacks are told the outcome, whatever is rendered by then.
 */
function useChange(method, { apiKeys, client, lists }, { onSuccess, onError, onSettled } = {}) {
  const mutationKey = useStable([...lists, method]);
  const mutation = useMutation(
    {
      ...once,
      // Whoever comes next finds nothing of it: a secret least of all.
      mutationKey,
      gcTime: 0,
      mutationFn: params => apiKeys[method](params),
      onMutate: () => lists,
      onSuccess,
      onError,
      onSettled: (...settled) => {
        const [, error] = settled;
        if (error?.code !== 'invalid_params') client.invalidateQueries({ queryKey: lists });
        return onSettled && onSettled(...settled);
      },
    },
    client,
  );
  const { mutateAsync: execute } = mutation;
  const mutateAsync = useCallback(
    async (params, callbacks) => {
      const outcome = execute(params);
      tell(callbacks, outcome, [params, lists, { client, meta: undefined, mutationKey }]);
      return await outcome;
    },
    [execute, client, lists, mutationKey],
  );
  const mutate = useCallback(
    (params, callbacks) => {
      mutateAsync(params, callbacks).catch(() => {});
    },
    [mutateAsync],
  );
  // It begins anew for another owner, but only after it was rendered for that one.
  const ofAnother = mutation.context && mutation.context !== lists;
  return { ...mutation, ...(ofAnother && idle), mutate, mutateAsync };
}

/** Calls the callbacks of one `mutate`. TanStack Query does so for the last call of a mounted component alone. */
function tell(callbacks, outcome, rest) {
  const { onSuccess, onError, onSettled } = callbacks ?? {};
  // Each on its own: what one throws does not keep the other from being called.
  outcome.then(
    key => onSuccess?.(key, ...rest),
    error => onError?.(error, ...rest),
  );
  outcome.then(
    key => onSettled?.(key, null, ...rest),
    error => onSettled?.(undefined, error, ...rest),
  );
}

/** A mutation of which nothing can be told. */
const idle = {
  context: undefined,
  data: undefined,
  error: null,
  failureCount: 0,
  failureReason: null,
  isError: false,
  isIdle: true,
  isPending: false,
  isSuccess: false,
  status: 'idle',
  submittedAt: 0,
  variables: undefined,
};
