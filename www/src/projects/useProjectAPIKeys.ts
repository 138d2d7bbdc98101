import { useClerk } from '@clerk/react';
import { ProjectAPIKeys } from 'apikeys-wasm';
import { useMemo } from 'react';

/** The `ProjectAPIKeys` object for a project of the stand-in, which also serves the demo page. */
export function useProjectAPIKeys(projectId: string): ProjectAPIKeys {
  const clerk = useClerk();
  return useMemo(
    () =>
      new ProjectAPIKeys({
        baseUrl: `${location.origin}/api/v1`,
        projectId,
        getToken: (options) => clerk.session?.getToken(options) ?? null,
      }),
    [clerk, projectId],
  );
}
