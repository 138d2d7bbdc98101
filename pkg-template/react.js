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

export function APIKeysProvider({ apiKeys: given, owner, queryClient, children }) {
  const around = useContext(QueryClientContext);
  const [own] = useState(() => new QueryClient());
  const client = queryClient ?? around ?? own;
  // Counted by the client: it listens to the window's focus once.
  useEffect(() => {
    client.mount();
    return () => client.unmount();
  }, [client]);

  const ownerIsNamed = owner !== undefined && owner !== null;
  const apiKeys = useKept(given, isSameObject);
  const known = useKnownOwner(apiKeys);
  const page = useSyncExternalStore(neverChanges, pageID, () => onServer);
  const key = [packageName, page, sourceOf(apiKeys, ownerIsNamed), known, owner];
  // While Clerk switches, nobody knows yet whether the owner stays.
  const owned = useKept(key, (before, now) => known === waiting || isSameKey(before, now));
  const lists = useStable(known === waiting ? key : owned);
  useDropped(client, owned);
  useWithoutRestored(client, page);

  const scope = useMemo(
    () => ({ apiKeys, client, lists, owned, known }),
    [apiKeys, client, lists, owned, known],
  );
  return createElement(Scope.Provider, { value: scope }, children);
}

/** The first of values that are the same. It is state, because React may drop a memo. */
function useKept(value, isSame) {
  const [kept, keep] = useState(value);
  if (isSame(kept, value)) return kept;
  keep(value);
  return value;
}

/** The same query key for as long as it says the same. */
const useStable = key => useKept(key, isSameKey);

const isSameKey = (one, other) => hashKey(one) === hashKey(other);

/** Removes the lists of another user, organization or object than before, and aborts their requests. */
function useDropped(client, lists) {
  const before = useRef(lists);
  useEffect(() => {
    if (before.current === lists) return;
    client.removeQueries({ queryKey: before.current });
    before.current = lists;
  }, [client, lists]);
}

/** The first member of all query keys. */
const packageName = 'apikeys-wasm';

/** On a server, where nothing is asked for. A random ID there would keep Next.js from prerendering. */
const onServer = 'server';

const neverChanges = () => () => {};

let idOfPage;

/** Names this load of the page. A cache that outlives the page has lists that nobody's query key matches any more. */
function pageID() {
  idOfPage ??= `${Date.now()}-${Math.random()}`;
  return idOfPage;
}

/** Removes lists that a persisted or hydrated cache brings from another load of the page. */
function useWithoutRestored(client, page) {
  useEffect(() => {
    const cache = client.getQueryCache();
    const removeRestored = query => {
      if (isRestored(query, page)) cache.remove(query);
    };
    cache.getAll().forEach(removeRestored);
    return cache.subscribe(({ type, query }) => {
      if (type === 'added') removeRestored(query);
    });
  }, [client, page]);
}

/** Not a list of another copy of this module on the page: that has an observer, or no data yet. */
const isRestored = ({ queryKey: [name, id], state, observers }, page) =>
  name === packageName && id !== page && state.data !== undefined && observers.length === 0;

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
      // Between the steps of a switch, clerk-js has no user yet; signed out, it has `null`.
      if (clerk.loaded === false || clerk.user === undefined) return waiting;
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

/** A text as it is, and the number of an object or a function. */
const nameOf = value => (Object(value) === value ? numberOf(value) : value);

/** The options that tell where lists come from, whose they are, and how they are asked for. */
const serverOptions = ['frontendApi', 'baseUrl', 'projectId'];
const functionOptions = ['getToken', 'getSubject', 'getQuery'];
const callOptions = ['timeoutMs', 'maxRetries'];

/** What each object was made from, as it was when it was first seen: an object keeps it, whatever its options become. */
const origins = new WeakMap();

function originOf(apiKeys) {
  if (!origins.has(apiKeys)) origins.set(apiKeys, readOrigin(apiKeys));
  return origins.get(apiKeys);
}

function readOrigin(apiKeys) {
  try {
    const { clerk, options } = partsOf(apiKeys);
    const read = names => names.map(name => nameOf(options?.[name]));
    return {
      isOfClerk: Boolean(clerk),
      server: [numberOf(Object.getPrototypeOf(apiKeys)), nameOf(clerk), ...read(serverOptions)],
      functions: read(functionOptions),
      calls: read(callOptions),
    };
  } catch {
    return { server: [numberOf(apiKeys)] }; // No object of ours, or options that the first call refuses.
  }
}

/**
 * Names where the lists of an object come from, so that an object that is made anew at each render keeps its lists. Functions
 * are part of it only where the owner of their session tokens is unknown: they are often written inline.
 */
function sourceOf(apiKeys, ownerIsNamed) {
  const { isOfClerk, server, functions } = originOf(apiKeys);
  return hashKey([server, isOfClerk || ownerIsNamed ? [] : functions]);
}

/** Whether two objects do the same. Then the first one is kept: calls are joined within one object. */
const isSameObject = (one, other) => one === other || isSameKey([originOf(one)], [originOf(other)]);

function useScope(hook) {
  const scope = useContext(Scope);
  if (!scope) throw new Error(`${hook}() works inside of an <APIKeysProvider> alone.`);
  return scope;
}

/** What the provider gives, for hooks beside these. */
export function useAPIKeysScope() {
  const { apiKeys, client, lists, owned, known } = useScope('useAPIKeysScope');
  return useMemo(
    () => ({
      apiKeys,
      queryClient: client,
      queryKey: lists,
      listID: hashKey(owned),
      clerk: partsOf(apiKeys)?.clerk,
      state: known === waiting ? 'loading' : known === nobody ? 'signed-out' : 'ready',
    }),
    [apiKeys, client, lists, owned, known],
  );
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
const isOf = (lists, query) => isSameKey(query.queryKey.slice(0, lists.length), lists);

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

export function useRotateAPIKey(options) {
  return useChange('rotate', useScope('useRotateAPIKey'), options);
}

/**
 * A change, after which the lists are read again: also where it failed, unless it was never sent. Nothing aborts it, because
 * the server may have acted: its callbacks are told the outcome, whatever is rendered by then.
 */
function useChange(method, { apiKeys, client, lists, owned, known }, { onSuccess, onError, onSettled } = {}) {
  const mutationKey = useStable([...owned, method]);
  const mutation = useMutation(
    {
      ...once,
      // Whoever comes next finds nothing of it: a secret least of all.
      mutationKey,
      gcTime: 0,
      // It waits for no other: what waits is persisted.
      scope: undefined,
      mutationFn: async params => seal(await apiKeys[method](unseal(params))),
      onMutate: () => lists,
      onSuccess: (key, params, ...rest) => onSuccess?.(unseal(key), unseal(params), ...rest),
      onError: (error, params, ...rest) => onError?.(error, unseal(params), ...rest),
      onSettled: (key, error, params, ...rest) => {
        if (error?.code !== 'invalid_params') client.invalidateQueries({ queryKey: lists });
        return onSettled?.(unseal(key), error, unseal(params), ...rest);
      },
    },
    client,
  );
  const { mutateAsync: execute } = mutation;
  const mutateAsync = useCallback(
    async (params, callbacks) => {
      const outcome = execute(seal(params)).then(unseal);
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
  const isHidden = known === waiting || (mutation.context && mutation.context !== lists);
  const shown = isHidden ? idle : { data: unseal(mutation.data), variables: unseal(mutation.variables) };
  return { ...mutation, ...shown, mutate, mutateAsync };
}

/**
 * The secret and the params of a mutation, by the empty object that is in the cache instead of them. So neither a persister nor
 * the developer tools can store or show them.
 */
const sealed = new WeakMap();

function seal(value) {
  const seal = {};
  sealed.set(seal, value);
  return seal;
}

const unseal = seal => sealed.get(seal);

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
