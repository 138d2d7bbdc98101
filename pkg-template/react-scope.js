'use client';
// The provider: whose keys the hooks are about, and the scope that it gives them.

import { hashKey, QueryClient, QueryClientContext } from '@tanstack/react-query';
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
  useDropped(client, owned, known);
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
export const useStable = key => useKept(key, isSameKey);

export const isSameKey = (one, other) => hashKey(one) === hashKey(other);

/**
 * Removes the lists of the user, organization or object before, and aborts their requests. So it does where another provider had
 * them, which is gone: it is often rendered only while somebody is signed in. What another provider shows stays.
 */
function useDropped(client, owned, known) {
  const last = useRef(owned);
  useEffect(() => {
    const before = last.current;
    last.current = owned;
    // Clerk may come back to the same user.
    if (known === waiting) return;
    const [name, page, source] = owned;
    const isDropped = query =>
      query.queryKey[0] === name &&
      query.getObserversCount() === 0 &&
      !isOf(owned, query) &&
      (isOf(before, query) || isOf([name, page, source], query));
    client.removeQueries({ predicate: isDropped });
  }, [client, owned, known]);
}

/** Whether a query is one of these lists, and so of the same user and organization. */
export const isOf = (lists, query) => isSameKey(query.queryKey.slice(0, lists.length), lists);

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

export const waiting = false;
export const nobody = null;

/**
 * The owner of the object's calls: a text of user and organization; `nobody`; `waiting`, while Clerk loads and on a server;
 * `undefined`, where the object was made without a Clerk object.
 */
function useKnownOwner(apiKeys) {
  const { clerk, subject, options } = partsOf(apiKeys) ?? {};
  const listen = useCallback(changed => clerk?.addListener?.(changed) ?? (() => {}), [clerk]);
  const read = () => {
    try {
      if (!clerk) return textOf(subject?.(options));
      // Between the steps of a switch, clerk-js has no user yet; signed out, it has `null`.
      if (clerk.loaded === false || clerk.user === undefined) return waiting;
      return clerk.user ? `${clerk.user.id} ${clerk.organization?.id ?? ''} ${textOf(subject(options)) ?? ''}` : nobody;
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

export function useScope(hook) {
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
export const once = { retry: false, networkMode: 'always' };

/** Keys are objects of a class: nothing in them could be shared, and no storage gives them back. */
export const listOptions = { ...once, structuralSharing: false, persister: undefined };
