import { useClerk } from '@clerk/react';
import { APIKeys } from 'apikeys-wasm';

/** `clerk.apiKeys`, which `clerk.ts` replaced, with the types of apikeys-wasm (`reload` and options for each call). */
export function useClerkAPIKeys(): APIKeys {
  const { apiKeys } = useClerk();
  if (!(apiKeys instanceof APIKeys)) throw new Error('clerk.apiKeys is not attached.');
  return apiKeys;
}
