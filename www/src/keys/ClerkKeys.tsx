import { useUser } from '@clerk/react';
import type { APIKeyResource } from 'apikeys-wasm';
import { useAPIKeys } from 'apikeys-wasm/react';
import { useState } from 'react';
import { personName } from '../account/people';
import { texts } from '../texts';
import { CreateClerkKey } from './CreateClerkKey';
import { Keys } from './Keys';
import type { Owner } from './key';
import { useAllPages } from './list';
import { RotateKey } from './RotateKey';
import { useClerkAPIKeys } from './useClerkAPIKeys';

/** The longest list page that the server returns. */
const pageSize = 100;

/** The keys of the user, or of the active organization. */
export function ClerkKeys({ listId, owner }: { listId: string; owner: string }) {
  const apiKeys = useClerkAPIKeys();
  const { user } = useUser();
  const [includeInvalid, setIncludeInvalid] = useState(false);
  const list = useAllPages(useAPIKeys({ includeInvalid, pageSize, infinite: true }));

  function ownerOf({ subject, createdBy }: APIKeyResource): Owner {
    const isByOther = createdBy !== null && createdBy !== subject;
    return { name: owner, createdBy: isByOther ? personName(createdBy, user) : undefined };
  }

  return (
    <Keys
      listId={listId}
      title={texts.page.clerkKeys}
      owner={owner}
      list={list}
      includeInvalid={includeInvalid}
      onIncludeInvalid={setIncludeInvalid}
      actions={{
        revoke: (params, options) => apiKeys.revoke(params, options),
        reload: (params, options) => apiKeys.reload(params, options),
      }}
      ownerOf={ownerOf}
      renderDetails={({ description }) =>
        description && <p className="description">{description}</p>
      }
      renderCreateDialog={(props) => <CreateClerkKey {...props} />}
      renderRotateDialog={(props) => <RotateKey apiKeys={apiKeys} {...props} />}
      withReason
    />
  );
}
