// Checks that our types are assignable to Clerk's types, and Clerk's to ours.

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

export const fromLoadedClerk = APIKeys.fromClerk(loaded);
export const attachedToClerk = APIKeys.attach(new Clerk('pk_test_'), { maxRetries: 0 });
export function useOurs() {
  const clerk = useClerk();
  // @ts-expect-error The type is not `any`.
  clerk satisfies number;
  return APIKeys.attach(clerk);
}

// An unresolved type of Clerk would be `any`, and every check would pass.
// @ts-expect-error
loaded satisfies number;
// @ts-expect-error
Clerk satisfies number;
// @ts-expect-error
ours satisfies number;
// @ts-expect-error
resource satisfies number;

// Clerk accepts our object, and our methods accept Clerk's params.
loaded.apiKeys = keys;
export const createWithClerkParams = (params: Parameters<APIKeysNamespace['create']>[0]) =>
  keys.create(params);
export const getAllWithClerkParams = (params: Parameters<APIKeysNamespace['getAll']>[0]) =>
  keys.getAll(params);
export const revokeWithClerkParams = (params: Parameters<APIKeysNamespace['revoke']>[0]) =>
  keys.revoke(params);
