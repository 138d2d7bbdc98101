// Optional members accept `undefined`, also under `exactOptionalPropertyTypes`.

import type { APIKeys } from 'apikeys-wasm';
import {
  APIKeysProvider,
  useAPIKeys,
  useCreateAPIKey,
  useRevokeAPIKey,
  useRotateAPIKey,
  useUpdateAPIKey,
} from 'apikeys-wasm/react';

declare const apiKeys: APIKeys;

export const element = APIKeysProvider({
  apiKeys,
  owner: undefined,
  queryClient: undefined,
  children: undefined,
});

const callbacks = { onSuccess: undefined, onError: undefined, onSettled: undefined };

export function useWithUndefined() {
  return [
    useAPIKeys({ enabled: undefined, keepPreviousData: undefined, infinite: undefined }),
    useCreateAPIKey(callbacks),
    useUpdateAPIKey(callbacks),
    useRevokeAPIKey(callbacks),
    useRotateAPIKey(callbacks),
  ];
}

declare const strict: { exact?: boolean };
// @ts-expect-error The option is on.
strict.exact = undefined;
