import { useUser } from '@clerk/react';
import type { ProjectAPIKeyResource, ProjectAPIKeys } from 'apikeys-wasm';
import { APIKeysProvider, useAPIKeys } from 'apikeys-wasm/react';
import { useState } from 'react';
import { personName } from '../account/people';
import { Keys } from '../keys/Keys';
import type { Owner } from '../keys/key';
import { useWhole } from '../keys/list';
import { texts } from '../texts';
import { CreateProjectKey } from './CreateProjectKey';
import { ProjectKeyDetails } from './ProjectKeyDetails';
import { useProjectAPIKeys } from './useProjectAPIKeys';
import type { Project } from './useProjects';

/** More than there are: the server gives all of them at once, and each page would ask for all again. */
const pageSize = 1_000_000;

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
  const { user } = useUser();
  const [includeInvalid, setIncludeInvalid] = useState(false);
  const list = useWhole(useAPIKeys<ProjectAPIKeys>({ includeInvalid, pageSize, infinite: true }));

  /** A project's key is the project's; who made it is told beside. */
  function ownerOf({ createdBy }: ProjectAPIKeyResource): Owner {
    return { name: project.name, createdBy: createdBy ? personName(createdBy, user) : undefined };
  }

  return (
    <Keys
      title={texts.page.projectKeys}
      owner={project.name}
      list={list}
      includeInvalid={includeInvalid}
      onIncludeInvalid={setIncludeInvalid}
      actions={{
        revoke: ({ apiKeyID }, options) => apiKeys.revoke({ apiKeyID }, options),
        reload: (params, options) => apiKeys.reload(params, options),
      }}
      ownerOf={ownerOf}
      details={(key) => <ProjectKeyDetails apiKey={key} />}
      creation={(creating) => <CreateProjectKey {...creating} />}
    />
  );
}
