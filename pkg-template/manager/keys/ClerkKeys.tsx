import type { APIKeyResource, APIKeys } from 'apikeys-wasm';
import { useAPIKeysScope } from 'apikeys-wasm/react';
import { useCallback, useState } from 'react';
import { useLabels } from '../ui/language.js';
import { useAllAPIKeys } from '../useAllAPIKeys.js';
import { CreateClerkKey } from './CreateClerkKey.js';
import { EditKey } from './EditKey.js';
import type { HeadingProps } from './Heading.js';
import { Keys } from './Keys.js';
import type { Owner } from './key.js';
import type { Names } from './names.js';
import { RotateKey } from './RotateKey.js';

export interface ListProps extends HeadingProps {
  /** The same for the same user and owner. */
  listId: string;
  names: Names;
}

/** The keys of the user, or of the active organization. */
export function ClerkKeys({ names, title, ...rest }: ListProps) {
  // The manager renders this for an object of this class alone.
  const apiKeys = useAPIKeysScope().apiKeys as APIKeys;
  const text = useLabels().page;
  const [includeInvalid, setIncludeInvalid] = useState(false);
  const list = useAllAPIKeys({ includeInvalid });

  const ownerOf = useCallback(
    ({ subject, createdBy }: APIKeyResource): Owner => {
      const isByOther = createdBy !== null && createdBy !== subject;
      return { name: names.owner, createdBy: isByOther ? names.of(createdBy) : undefined };
    },
    [names],
  );

  return (
    <Keys
      {...rest}
      title={title ?? text.title.clerk}
      owner={names.owner}
      list={list}
      includeInvalid={includeInvalid}
      onIncludeInvalid={setIncludeInvalid}
      calls={{
        revoke: (params, options) => apiKeys.revoke(params, options),
        reload: (params, options) => apiKeys.reload(params, options),
      }}
      ownerOf={ownerOf}
      renderDetails={({ description }) =>
        description && <p className="apikeys-description">{description}</p>
      }
      renderCreateDialog={(props) => <CreateClerkKey {...props} />}
      renderEditDialog={(props) => <EditKey {...props} />}
      renderRotateDialog={(props) => <RotateKey apiKeys={apiKeys} {...props} />}
      withReason
    />
  );
}
