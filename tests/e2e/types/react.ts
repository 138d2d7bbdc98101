// The types of the hooks: those of the class that they are about.

import type {
  APIKeyResource,
  APIKeysError,
  ClerkPaginatedResponse,
  ProjectAPIKeyResource,
  ProjectAPIKeys,
} from 'apikeys-wasm';
import { useAPIKeys, useCreateAPIKey, useRevokeAPIKey } from 'apikeys-wasm/react';

type Assert<T extends true> = T;
type Same<A, B> =
  (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

export function useClerks() {
  const list = useAPIKeys({ subject: 'org_1', query: 'deploy', includeInvalid: true });
  const all = useAPIKeys({ infinite: true });
  const { data } = useCreateAPIKey({ onSuccess: (key) => key.secret });
  const { error, mutateAsync } = useRevokeAPIKey();
  all.setData((pages) => pages?.slice(1));
  list.setData((page) => page && { ...page, data: [] });
  return { list, all, data, error, mutateAsync };
}
type Clerks = ReturnType<typeof useClerks>;

export function useProjects() {
  const list = useAPIKeys<ProjectAPIKeys>({ infinite: true, query: 'deploy' });
  const { mutate } = useCreateAPIKey<ProjectAPIKeys>();
  return { list, mutate };
}
type Projects = ReturnType<typeof useProjects>;

export type Held = [
  Assert<Same<Clerks['list']['data'], APIKeyResource[]>>,
  Assert<Same<Clerks['list']['error'], APIKeysError | null>>,
  Assert<Same<Clerks['data'], APIKeyResource | undefined>>,
  Assert<Same<Clerks['error'], APIKeysError | null>>,
  Assert<Same<Awaited<ReturnType<Clerks['mutateAsync']>>, APIKeyResource>>,
  Assert<Same<Projects['list']['data'], ProjectAPIKeyResource[]>>,
  Assert<Same<Parameters<Projects['mutate']>[0]['scopes'], string[]>>,
];

export function useWrongly() {
  // @ts-expect-error A project's keys have no subject.
  useAPIKeys<ProjectAPIKeys>({ subject: 'org_1' });
  // @ts-expect-error There is no such parameter.
  useAPIKeys({ page: 1 });
  // @ts-expect-error One page is not many.
  useAPIKeys().setData([] as ClerkPaginatedResponse<APIKeyResource>[]);
  // @ts-expect-error A key has a name.
  useCreateAPIKey().mutate({});
}
