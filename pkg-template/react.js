'use client';
// React's hooks over either class. TanStack Query caches, shares and refreshes; these hooks know the owner. This file has the lists.

import { hashKey, useInfiniteQuery, useIsRestoring, useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { isOf, listOptions, nobody, useScope, useStable, waiting } from './react-scope.js';

export { useCreateAPIKey, useRevokeAPIKey, useRotateAPIKey, useUpdateAPIKey } from './react-changes.js';
export { APIKeysProvider, useAPIKeysScope } from './react-scope.js';

export function useAPIKeys(params) {
  const { apiKeys, client, lists, known } = useScope('useAPIKeys');
  const { initialPage, pageSize, infinite, keepPreviousData, enabled, filter } = question(params);
  const list = useStable([...lists, infinite ? ['from', initialPage] : 'page', filter, pageSize]);
  const [page, turnTo] = usePage(hashKey([list, initialPage]), initialPage);
  const pageKey = useStable([...list, page]);
  const hasOwner = known !== nobody && known !== waiting;
  const asked = enabled && hasOwner;
  const isRestoring = useIsRestoring();
  const getPage = (initialPage, signal) => apiKeys.getAll({ ...filter, initialPage, pageSize }, { signal });
  const options = {
    ...listOptions,
    placeholderData: (data, query) => (keepPreviousData && query && isOf(lists, query) ? data : undefined),
  };

  const one = useQuery(
    {
      ...options,
      queryKey: pageKey,
      queryFn: ({ signal }) => getPage(page, signal),
      enabled: asked && !infinite,
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
  // TanStack Query would load it for a list that is disabled, too.
  const mayFetchNext = asked && more.hasNextPage;
  const fetchPage = useCallback(
    next => {
      const to = from => (typeof next === 'function' ? next(from) : next);
      if (!infinite) turnTo(from => Math.min(Math.max(to(from), 1), lastPage));
      else if (mayFetchNext && to(shownPage) > shownPage) fetchNextPage({ cancelRefetch: false });
    },
    [infinite, shownPage, lastPage, turnTo, mayFetchNext, fetchNextPage],
  );
  const setData = useCallback(
    async value => {
      // Nobody's lists would be the next one's.
      if (!hasOwner) return;
      const change = before => (typeof value === 'function' ? value(before) : value);
      if (!infinite) return void client.setQueryData(pageKey, change);
      client.setQueryData(list, before => {
        const pages = change(before?.pages ?? []);
        return pages && { pages, pageParams: pages.map((_, index) => initialPage + index) };
      });
    },
    [hasOwner, infinite, client, list, pageKey, initialPage],
  );

  return {
    data,
    count,
    page: shownPage,
    pageCount,
    isLoading: query.isLoading || (enabled && known === waiting) || (asked && isRestoring && query.isPending),
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

/** The keys of all pages. One that moved to the next page while that was loaded comes once. */
function eachOnce(pages) {
  const [first, ...others] = pages;
  if (others.length === 0) return first?.data ?? [];
  return [...new Map(pages.flatMap(({ data }) => data).map(key => [key.id, key])).values()];
}
