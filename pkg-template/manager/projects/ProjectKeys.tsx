import type { ProjectAPIKeyResource, ProjectAPIKeys } from 'apikeys-wasm';
import { useAPIKeysScope } from 'apikeys-wasm/react';
import { useCallback, useState } from 'react';
import type { ListProps } from '../keys/ClerkKeys.js';
import { Keys } from '../keys/Keys.js';
import type { Owner } from '../keys/key.js';
import { useLabels } from '../ui/language.js';
import { useAllAPIKeys } from '../useAllAPIKeys.js';
import { CreateProjectKey } from './CreateProjectKey.js';
import { ProjectKeyDetails } from './ProjectKeyDetails.js';

/** The keys of a project. */
export function ProjectKeys({ names, title, ...rest }: ListProps) {
  // The manager renders this for an object of this class alone.
  const apiKeys = useAPIKeysScope().apiKeys as ProjectAPIKeys;
  const text = useLabels().page;
  const [includeInvalid, setIncludeInvalid] = useState(false);
  const list = useAllAPIKeys<ProjectAPIKeys>({ includeInvalid });

  /** The project owns the key. The creator is shown, too. */
  const ownerOf = useCallback(
    ({ createdBy }: ProjectAPIKeyResource): Owner => ({
      name: names.owner,
      createdBy: createdBy ? names.of(createdBy) : undefined,
    }),
    [names],
  );

  return (
    <Keys
      {...rest}
      title={title ?? text.title.project}
      owner={names.owner}
      list={list}
      includeInvalid={includeInvalid}
      onIncludeInvalid={setIncludeInvalid}
      calls={{
        revoke: ({ apiKeyID }, options) => apiKeys.revoke({ apiKeyID }, options),
        reload: (params, options) => apiKeys.reload(params, options),
      }}
      ownerOf={ownerOf}
      renderDetails={(key) => <ProjectKeyDetails apiKey={key} />}
      renderCreateDialog={(props) => <CreateProjectKey {...props} />}
    />
  );
}
