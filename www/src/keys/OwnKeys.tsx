import { CreateOwnKey } from './CreateOwnKey';
import { Keys } from './Keys';
import { useAPIKeys } from './useAPIKeys';

/** The keys of the user, or of the active organization. */
export function OwnKeys({ owner }: { owner: string }) {
  const apiKeys = useAPIKeys();

  return (
    <Keys
      title="API keys"
      owner={owner}
      source={apiKeys}
      details={({ description }) => description && <p className="description">{description}</p>}
      creation={(creating) => <CreateOwnKey apiKeys={apiKeys} {...creating} />}
      withReason
    />
  );
}
