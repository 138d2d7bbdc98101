import type { QueryClient, UseMutationOptions, UseMutationResult } from '@tanstack/react-query';
import type { ReactElement, ReactNode } from 'react';
import type {
  APIKeyResource,
  APIKeys,
  APIKeysError,
  ClerkLike,
  ClerkPaginatedResponse,
  ProjectAPIKeys,
  RotateAPIKeyParams,
  UpdateAPIKeyParams,
} from './index.js';

/** What the hooks work over: an object of either class. */
export type AnyAPIKeys = APIKeys | ProjectAPIKeys;

/** The keys of a class. */
export type KeyOf<A extends AnyAPIKeys> = Awaited<ReturnType<A['create']>>;

/** What `<APIKeysProvider>` takes. */
export interface APIKeysProviderProps {
  /**
   * The object that the hooks below call. `fromClerk` and `attach` may be written here: objects of the same Clerk object and
   * server have the same lists, and as long as their options are the same, the first one is used. Any other object begins with
   * empty lists where it has other functions, unless `owner` is given: keep it.
   */
  apiKeys: AnyAPIKeys;
  /**
   * Names the owner of the session tokens, in any form. Needed only where the object does not know its owner: neither
   * `fromClerk` nor `attach` made it, and it has no `getSubject`. When it changes, the provider drops all loaded lists and aborts
   * their requests. With `getSubject`, render the provider again when its result changes.
   */
  owner?: string | null | undefined;
  /**
   * The cache. Default: the one of the `<QueryClientProvider>` around it, else one of its own. Lists are not restored from a
   * persisted cache: no other user or project may see them.
   */
  queryClient?: QueryClient | undefined;
  /** The components that use the hooks. */
  children?: ReactNode | undefined;
}

/** Gives the components within it the keys of `apiKeys`. */
export declare function APIKeysProvider(props: APIKeysProviderProps): ReactElement;

/** What the provider gives: enough for hooks of your own over TanStack Query. */
export interface APIKeysScope {
  /** The object that the hooks call. */
  apiKeys: AnyAPIKeys;
  /** The cache that holds the lists. */
  queryClient: QueryClient;
  /** The first part of the query keys of this object and owner. It changes with the owner. */
  queryKey: readonly unknown[];
  /** Names these lists, for a React key: the same for the same owner, also while Clerk switches. */
  listID: string;
  /** The Clerk object that `fromClerk` or `attach` took, if one of them made the object. */
  clerk: ClerkLike | undefined;
  /** `loading` while Clerk loads, and on a server; `signed-out` where Clerk has no user. */
  state: 'loading' | 'signed-out' | 'ready';
}

/** The scope of the provider around the component. */
export declare function useAPIKeysScope(): APIKeysScope;

/** What `useAPIKeys` takes: what `getAll` takes, and how to show it. */
export type UseAPIKeysParams<A extends AnyAPIKeys = APIKeys> = NonNullable<Parameters<A['getAll']>[0]> & {
  /** Whether to ask at all. Default true. */
  enabled?: boolean | undefined;
  /** Shows the keys of the question before, while those of the next one are loaded. Never another owner's. Default false. */
  keepPreviousData?: boolean | undefined;
  /** Adds the next pages to those that are there, instead of showing one at a time. Default false. */
  infinite?: boolean | undefined;
};

/** What `useAPIKeys` gives: the shape of Clerk's own hook. */
export interface UseAPIKeysReturn<K, Cached> {
  /** The keys that are shown: of one page, or of all that were loaded. */
  data: K[];
  /** How many there are on all pages. */
  count: number;
  /** The page that is shown, from 1; of infinite lists, the last one that is there. */
  page: number;
  /** How many pages there are. */
  pageCount: number;
  /** There is nothing to show yet, or Clerk loads or switches. */
  isLoading: boolean;
  /** A request is under way, for the first time or again. */
  isFetching: boolean;
  /** The last request failed. */
  isError: boolean;
  /** Why, else `null`. */
  error: APIKeysError | null;
  /** There is more after what is shown. */
  hasNextPage: boolean;
  /** There is a page before the one that is shown; of infinite lists, there never is. */
  hasPreviousPage: boolean;
  /** Shows the next page; of infinite lists, shows it too. */
  fetchNext: () => void;
  /** Shows the page before; of infinite lists, does nothing. */
  fetchPrevious: () => void;
  /** Shows a page, from 1 to the last one; of infinite lists, the next one, where it is beyond those that are there. */
  fetchPage: (page: number | ((page: number) => number)) => void;
  /** Reads all lists of this owner again, as far as they are shown. */
  revalidate: () => Promise<void>;
  /** Puts other data in the place of what is shown, until it is read again. */
  setData: (data: Cached | undefined | ((before: Cached | undefined) => Cached | undefined)) => Promise<void>;
}

/**
 * The keys that a question finds, all pages one after the other. Name the class where it is not `APIKeys`:
 * `useAPIKeys<ProjectAPIKeys>({ infinite: true })`.
 */
export declare function useAPIKeys<A extends AnyAPIKeys = APIKeys>(
  params: UseAPIKeysParams<A> & { infinite: true },
): UseAPIKeysReturn<KeyOf<A>, ClerkPaginatedResponse<KeyOf<A>>[]>;

/**
 * The keys that a question finds, a page at a time. Another question begins at its first page. Name the class where it is not
 * `APIKeys`: `useAPIKeys<ProjectAPIKeys>()`.
 */
export declare function useAPIKeys<A extends AnyAPIKeys = APIKeys>(
  params?: UseAPIKeysParams<A> & { infinite?: false | undefined },
): UseAPIKeysReturn<KeyOf<A>, ClerkPaginatedResponse<KeyOf<A>>>;

/** Either of them, where only the running page knows which: `setData` takes what fits. */
export declare function useAPIKeys<A extends AnyAPIKeys = APIKeys>(
  params?: UseAPIKeysParams<A>,
): UseAPIKeysReturn<KeyOf<A>, ClerkPaginatedResponse<KeyOf<A>> | ClerkPaginatedResponse<KeyOf<A>>[]>;

/**
 * What the mutations take: what to do when one has ended. They are always called, and so are those of each `mutate` and
 * `mutateAsync`: also where the component is gone by then, or shows another user or organization. What one throws is an uncaught
 * error of the page; it changes nothing of the outcome. Where the hook has none, those of the cache's `defaultOptions` are called,
 * without the key and the params.
 */
export type MutationCallbacks<K, Params> = {
  [Callback in 'onSuccess' | 'onError' | 'onSettled']?: UseMutationOptions<K, APIKeysError, Params>[Callback] | undefined;
};

/**
 * Creates keys: TanStack Query's mutation, never repeated by it. Lists are read again afterwards. The key and its secret are in
 * `data` until `reset()`, the next one, or until user or organization change, and in no cache. Neither that change nor
 * an unmount aborts a create under way: its callbacks get the key, or the `CreateOutcomeUnknownError` of a lost answer.
 */
export declare function useCreateAPIKey<A extends AnyAPIKeys = APIKeys>(
  callbacks?: MutationCallbacks<KeyOf<A>, Parameters<A['create']>[0]>,
): UseMutationResult<KeyOf<A>, APIKeysError, Parameters<A['create']>[0]>;

/** Changes the descriptions of Clerk's keys: TanStack Query's mutation. Lists are read again afterwards. */
export declare function useUpdateAPIKey(
  callbacks?: MutationCallbacks<APIKeyResource, UpdateAPIKeyParams>,
): UseMutationResult<APIKeyResource, APIKeysError, UpdateAPIKeyParams>;

/** Revokes keys: TanStack Query's mutation. Lists are read again afterwards. Nothing aborts it, as with `useCreateAPIKey`. */
export declare function useRevokeAPIKey<A extends AnyAPIKeys = APIKeys>(
  callbacks?: MutationCallbacks<KeyOf<A>, Parameters<A['revoke']>[0]>,
): UseMutationResult<KeyOf<A>, APIKeysError, Parameters<A['revoke']>[0]>;

/**
 * Replaces Clerk's keys: TanStack Query's mutation over `rotate`. A project's keys cannot be rotated. `onSecret` is one of the
 * params: it gets the new key, and the old one is revoked only after it has settled, so it may show the secret and wait for the
 * user. Where it fails, the new key is revoked. Then lists are read again, and the new key and its secret are in `data`, for as
 * long as those of `useCreateAPIKey`. Nothing aborts a rotation: neither an unmount nor another user or organization. Its
 * callbacks get the new key, or the error: `CreateOutcomeUnknownError` of a lost answer, or one whose `key` is left.
 */
export declare function useRotateAPIKey(
  callbacks?: MutationCallbacks<APIKeyResource, RotateAPIKeyParams>,
): UseMutationResult<APIKeyResource, APIKeysError, RotateAPIKeyParams>;
