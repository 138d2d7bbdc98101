import { useAPIKeys, useRevokeAPIKey } from 'apikeys-wasm/react';
import { useState } from 'react';
import { CreateOwnKey } from './CreateOwnKey';
import { Keys } from './Keys';
import { activeKeys, listed } from './list';
import { useOwnKeys } from './useOwnKeys';

/** The keys of the user, or of the active organization. */
export function OwnKeys({ owner }: { owner: string }) {
  const apiKeys = useOwnKeys();
  const [filter, setFilter] = useState(activeKeys);
  const list = useAPIKeys({ ...filter, ...listed });
  const { mutateAsync: revoke } = useRevokeAPIKey();

  return (
    <Keys
      title="API keys"
      owner={owner}
      filter={filter}
      onFilter={setFilter}
      list={list}
      actions={{ revoke, reload: (params) => apiKeys.reload(params) }}
      details={({ description }) => description && <p className="description">{description}</p>}
      creation={(creating) => <CreateOwnKey {...creating} />}
      withReason
    />
  );
}
