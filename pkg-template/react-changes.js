'use client';
// The hooks that change keys: TanStack Query's mutations.

import { useMutation } from '@tanstack/react-query';
import { useCallback } from 'react';
import { once, useScope, useStable, waiting } from './react-scope.js';

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
  // Of the user who began it, whoever is signed in by then.
  const readListsAgain = () => client.invalidateQueries({ queryKey: owned });
  const change = async params => {
    try {
      const key = await apiKeys[method](params);
      readListsAgain();
      return key;
    } catch (error) {
      if (error?.code !== 'invalid_params') readListsAgain();
      throw error;
    }
  };
  const mutationKey = useStable([...owned, method]);
  const mutation = useMutation(
    {
      ...once,
      // Whoever comes next finds nothing of it: a secret least of all.
      mutationKey,
      gcTime: 0,
      // It waits for no other: what waits is persisted.
      scope: undefined,
      mutationFn: async params => seal(await change(unseal(params))),
      onMutate: () => lists,
      // Where the hook has none, the app's own are called, with the empty objects.
      ...(onSuccess && {
        onSuccess: uncaught((key, params, ...rest) => onSuccess(unseal(key), unseal(params), ...rest)),
      }),
      ...(onError && { onError: uncaught((error, params, ...rest) => onError(error, unseal(params), ...rest)) }),
      ...(onSettled && {
        onSettled: uncaught((key, error, params, ...rest) =>
          onSettled(unseal(key), error, unseal(params), ...rest),
        ),
      }),
    },
    client,
  );
  const { mutateAsync: execute } = mutation;
  const mutateAsync = useCallback(
    async (params, callbacks) => {
      const sealedParams = seal(params);
      const outcome = execute(sealedParams).then(unseal);
      observeToEnd(client, sealedParams, outcome);
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

/** Lets what a callback throws be an uncaught error. TanStack Query would make it the outcome, and forget the key. */
const uncaught =
  callback =>
  async (...args) => {
    try {
      return await callback(...args);
    } catch (error) {
      void Promise.reject(error);
    }
  };

/**
 * Observes a mutation until it has ended. TanStack Query would set one timer after the other to remove a mutation that is pending
 * and has no observer.
 */
function observeToEnd(client, variables, outcome) {
  const mutation = client.getMutationCache().find({ predicate: ({ state }) => state.variables === variables });
  const observer = { onMutationUpdate() {} };
  const end = () => mutation?.removeObserver(observer);
  mutation?.addObserver(observer);
  outcome.then(end, end);
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
