// Uses the React entry as a user's TypeScript would.

import type { ProjectAPIKeys } from 'apikeys-wasm';
import { APIKeysProvider, useAPIKeys, useCreateAPIKey, useRevokeAPIKey } from 'apikeys-wasm/react';

export function useNames(): string[] {
  const { data } = useAPIKeys({ pageSize: 50, keepPreviousData: true });
  const projects = useAPIKeys<ProjectAPIKeys>({ infinite: true });
  return [...data, ...projects.data].map(({ name }) => name);
}

export function useReplaceKey(): (id: string) => Promise<boolean> {
  const { mutateAsync: create } = useCreateAPIKey();
  const { mutateAsync: revoke } = useRevokeAPIKey();
  return async (apiKeyID) => {
    await create({ name: 'deploy' });
    return (await revoke({ apiKeyID })).revoked;
  };
}

// @ts-expect-error The type is not `any`.
APIKeysProvider satisfies number;
