import { useUser } from '@clerk/react';
import type { ProjectAPIKeyResource, ProjectAPIKeys } from 'apikeys-wasm';
import { APIKeysProvider, useAPIKeys } from 'apikeys-wasm/react';
import { useState } from 'react';
import { personName } from '../account/people';
import { Keys } from '../keys/Keys';
import type { Owner } from '../keys/key';
import { useAllPages } from '../keys/list';
import { texts } from '../texts';
import { CreateProjectKey } from './CreateProjectKey';
import { ProjectKeyDetails } from './ProjectKeyDetails';
import { useProjectAPIKeys } from './useProjectAPIKeys';
import type { Project } from './useProjects';

/** More than any project has: the server returns all keys at once, so each further list page would load all of them again. */
const pageSize = 1_000_000;

interface Props {
  project: Project;
}

/** The keys of a project. */
export function ProjectKeys({ project }: Props) {
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
  const list = useAllPages(
    useAPIKeys<ProjectAPIKeys>({ includeInvalid, pageSize, infinite: true }),
  );

  /** The project owns the key. The creator is shown, too. */
  function ownerOf({ createdBy }: ProjectAPIKeyResource): Owner {
    return { name: project.name, createdBy: createdBy ? personName(createdBy, user) : undefined };
  }

  return (
    <Keys
      listId={`${user?.id} ${project.id}`}
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
      renderDetails={(key) => <ProjectKeyDetails apiKey={key} />}
      renderCreateDialog={(props) => <CreateProjectKey {...props} />}
    />
  );
}
