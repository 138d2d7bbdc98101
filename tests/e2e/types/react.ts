// The types of the hooks depend on the class of the API.

import type {
  APIKeyResource,
  APIKeysError,
  ClerkPaginatedResponse,
  ProjectAPIKeyResource,
  ProjectAPIKeys,
  RotateAPIKeyParams,
} from 'apikeys-wasm';
import { useAPIKeys, useCreateAPIKey, useRevokeAPIKey, useRotateAPIKey } from 'apikeys-wasm/react';

type Assert<T extends true> = T;
type Same<A, B> =
  (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

export function useClerkHooks() {
  const list = useAPIKeys({ subject: 'org_1', query: 'deploy', includeInvalid: true });
  const all = useAPIKeys({ infinite: true });
  const { data } = useCreateAPIKey({ onSuccess: (key) => key.secret });
  const { error, mutateAsync } = useRevokeAPIKey();
  const rotation = useRotateAPIKey({ onSuccess: (key) => key.secret });
  all.setData((pages) => pages?.slice(1));
  const either = useAPIKeys({ infinite: list.count > 100 });
  either.setData((before) => (Array.isArray(before) ? before.slice(1) : before));
  list.setData((page) => page && { ...page, data: [] });
  return { list, all, data, error, mutateAsync, rotation };
}
type ClerkHooks = ReturnType<typeof useClerkHooks>;

export function useProjectHooks() {
  const list = useAPIKeys<ProjectAPIKeys>({ infinite: true, query: 'deploy' });
  const { mutate } = useCreateAPIKey<ProjectAPIKeys>();
  return { list, mutate };
}
type ProjectHooks = ReturnType<typeof useProjectHooks>;

export type Checks = [
  Assert<Same<ClerkHooks['list']['data'], APIKeyResource[]>>,
  Assert<Same<ClerkHooks['list']['error'], APIKeysError | null>>,
  Assert<Same<ClerkHooks['data'], APIKeyResource | undefined>>,
  Assert<Same<ClerkHooks['error'], APIKeysError | null>>,
  Assert<Same<Awaited<ReturnType<ClerkHooks['mutateAsync']>>, APIKeyResource>>,
  Assert<Same<ClerkHooks['rotation']['data'], APIKeyResource | undefined>>,
  Assert<Same<ClerkHooks['rotation']['variables'], RotateAPIKeyParams | undefined>>,
  Assert<Same<ProjectHooks['list']['data'], ProjectAPIKeyResource[]>>,
  Assert<Same<Parameters<ProjectHooks['mutate']>[0]['scopes'], string[]>>,
];

export function useInvalidParams() {
  // @ts-expect-error Project keys have no subject.
  useAPIKeys<ProjectAPIKeys>({ subject: 'org_1' });
  // @ts-expect-error There is no such parameter.
  useAPIKeys({ page: 1 });
  // @ts-expect-error The list is one list page, not an array of pages.
  useAPIKeys().setData([] as ClerkPaginatedResponse<APIKeyResource>[]);
  useAPIKeys({ infinite: Math.random() > 0.5 }).setData((page) => {
    // @ts-expect-error It may be an array of pages.
    return page?.data && page;
  });
  // @ts-expect-error A key has a name.
  useCreateAPIKey().mutate({});
  // @ts-expect-error The new secret must be stored.
  useRotateAPIKey().mutate({ apiKeyID: 'ak_' });
  // @ts-expect-error Project keys cannot be rotated.
  useRotateAPIKey<ProjectAPIKeys>();
}
