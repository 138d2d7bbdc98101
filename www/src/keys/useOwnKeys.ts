import { useClerk } from '@clerk/react';
import { APIKeys } from 'apikeys-wasm';

/** `clerk.apiKeys`, which `clerk.ts` made ours, with the types of ours: `reload` and per-call options. */
export function useOwnKeys(): APIKeys {
  const { apiKeys } = useClerk();
  if (!(apiKeys instanceof APIKeys)) throw new Error('clerk.apiKeys is not attached.');
  return apiKeys;
}
