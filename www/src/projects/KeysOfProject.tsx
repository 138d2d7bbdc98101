import { useUser } from '@clerk/react';
import type { ProjectAPIKeys } from 'apikeys-wasm';
import { APIKeysProvider, useAPIKeys, useRevokeAPIKey } from 'apikeys-wasm/react';
import { useState } from 'react';
import { Keys } from '../keys/Keys';
import { activeKeys, listed } from '../keys/list';
import { CreateProjectKey } from './CreateProjectKey';
import { ProjectKeyDetails } from './ProjectKeyDetails';
import { useProjectAPIKeys } from './useProjectAPIKeys';
import type { Project } from './useProjects';

interface Props {
  project: Project;
}

/** The keys of a project. */
export function KeysOfProject({ project }: Props) {
  const apiKeys = useProjectAPIKeys(project.id);
  const { user } = useUser();

  return (
    <APIKeysProvider apiKeys={apiKeys} owner={user?.id}>
      <ProjectKeyList project={project} apiKeys={apiKeys} />
    </APIKeysProvider>
  );
}

function ProjectKeyList({ project, apiKeys }: Props & { apiKeys: ProjectAPIKeys }) {
  const [filter, setFilter] = useState(activeKeys);
  const list = useAPIKeys<ProjectAPIKeys>({ ...filter, ...listed });
  const { mutateAsync: revoke } = useRevokeAPIKey<ProjectAPIKeys>();

  return (
    <Keys
      title="Project keys"
      owner={project.name}
      filter={filter}
      onFilter={setFilter}
      list={list}
      actions={{ revoke, reload: (params) => apiKeys.reload(params) }}
      details={(key) => <ProjectKeyDetails apiKey={key} />}
      creation={(creating) => <CreateProjectKey {...creating} />}
    />
  );
}
