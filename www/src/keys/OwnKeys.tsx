import { useUser } from '@clerk/react';
import type { APIKeyResource } from 'apikeys-wasm';
import { useAPIKeys } from 'apikeys-wasm/react';
import { useState } from 'react';
import { personName } from '../account/people';
import { texts } from '../texts';
import { CreateOwnKey } from './CreateOwnKey';
import { Keys } from './Keys';
import type { Owner } from './key';
import { useWhole } from './list';
import { RotateKey } from './RotateKey';
import { useOwnKeys } from './useOwnKeys';

/** As many as the server gives at once. */
const pageSize = 100;

/** The keys of the user, or of the active organization. */
export function OwnKeys({ owner }: { owner: string }) {
  const apiKeys = useOwnKeys();
  const { user } = useUser();
  const [includeInvalid, setIncludeInvalid] = useState(false);
  const list = useWhole(useAPIKeys({ includeInvalid, pageSize, infinite: true }));

  function ownerOf({ subject, createdBy }: APIKeyResource): Owner {
    const isOthers = createdBy !== null && createdBy !== subject;
    return { name: owner, createdBy: isOthers ? personName(createdBy, user) : undefined };
  }

  return (
    <Keys
      title={texts.page.ownKeys}
      owner={owner}
      list={list}
      includeInvalid={includeInvalid}
      onIncludeInvalid={setIncludeInvalid}
      actions={{
        revoke: (params, options) => apiKeys.revoke(params, options),
        reload: (params, options) => apiKeys.reload(params, options),
      }}
      ownerOf={ownerOf}
      details={({ description }) => description && <p className="description">{description}</p>}
      creation={(creating) => <CreateOwnKey {...creating} />}
      rotation={(rotating) => <RotateKey apiKeys={apiKeys} {...rotating} />}
      withReason
    />
  );
}
