import { useUser } from '@clerk/react';
import { APIKeyManager } from 'apikeys-wasm/manager';
import { usePersonName } from '../account/people';
import { useProjectAPIKeys } from './useProjectAPIKeys';
import type { Project } from './useProjects';

/** The keys of a project. */
export function ProjectKeys({ project }: { project: Project }) {
  const apiKeys = useProjectAPIKeys(project.id);
  const { user } = useUser();

  return (
    <APIKeyManager
      apiKeys={apiKeys}
      owner={user?.id}
      ownerName={project.name}
      nameOf={usePersonName()}
      headingLevel={1}
    />
  );
}
