import { useClerk } from '@clerk/react';
import { ProjectAPIKeys } from 'apikeys-wasm';

/** The objects by the IDs of their projects. They are kept: what the manager knows of a project belongs to its object. */
const objects = new Map<string, ProjectAPIKeys>();

/** The `ProjectAPIKeys` object for a project of the stand-in, which also serves the demo page. */
export function useProjectAPIKeys(projectId: string): ProjectAPIKeys {
  const clerk = useClerk();
  const known = objects.get(projectId);
  if (known) return known;
  const apiKeys = new ProjectAPIKeys({
    baseUrl: `${location.origin}/api/v1`,
    projectId,
    getToken: (options) => clerk.session?.getToken(options) ?? null,
  });
  objects.set(projectId, apiKeys);
  return apiKeys;
}
