// Clerk's own types: ours fits where theirs is asked for, and theirs where ours asks.

import { Clerk } from '@clerk/clerk-js';
import { useClerk } from '@clerk/react';
import type { APIKeyResource, APIKeysNamespace, LoadedClerk } from '@clerk/shared/types';
import { APIKeys } from 'apikeys-wasm';

declare const getToken: () => Promise<string | null>;
declare const loaded: LoadedClerk;

const keys = new APIKeys({ frontendApi: 'https://clerk.example.com', getToken });
export const ours: APIKeysNamespace = keys;
export const resource: Promise<APIKeyResource> = keys.create({ name: 'Nightly backup' });
export const resources: Promise<{ data: APIKeyResource[]; total_count: number }> = keys.getAll();

export const overLoaded = APIKeys.fromClerk(loaded);
export const overClerk = APIKeys.attach(new Clerk('pk_test_'), { maxRetries: 0 });
export function useOurs() {
  const clerk = useClerk();
  // @ts-expect-error It is not `any`.
  clerk satisfies number;
  return APIKeys.attach(clerk);
}

// Were one of Clerk's types not found, it would be `any`, and all of this would hold.
// @ts-expect-error
loaded satisfies number;
// @ts-expect-error
Clerk satisfies number;
// @ts-expect-error
ours satisfies number;
// @ts-expect-error
resource satisfies number;

// What is Clerk's for its own namespace is enough for ours.
loaded.apiKeys = keys;
export const forClerk = (params: Parameters<APIKeysNamespace['create']>[0]) => keys.create(params);
export const toList = (params: Parameters<APIKeysNamespace['getAll']>[0]) => keys.getAll(params);
export const toRevoke = (params: Parameters<APIKeysNamespace['revoke']>[0]) => keys.revoke(params);
