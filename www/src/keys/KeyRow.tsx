import type { APIKeyResource } from 'apikeys-wasm';
import { Button } from '../ui/Button';
import { messageOf } from '../ui/errors';
import { Moment } from '../ui/Moment';
import { useAction } from '../ui/useAction';
import { Status } from './Status';
import { useAPIKeys } from './useAPIKeys';

interface Props {
  apiKey: APIKeyResource;
  onReloaded: (key: APIKeyResource) => void;
  onRevoke: (key: APIKeyResource) => void;
}

export function KeyRow({ apiKey, onReloaded, onRevoke }: Props) {
  const apiKeys = useAPIKeys();
  const { pending, error, run } = useAction();

  const reload = () => run(async () => onReloaded(await apiKeys.reload({ apiKeyID: apiKey.id })));

  return (
    <tr aria-busy={pending}>
      <th scope="row">
        {apiKey.name}
        {apiKey.description && <p className="description">{apiKey.description}</p>}
        {error !== undefined && (
          <p className="field-error" role="alert">
            {messageOf(error)}
          </p>
        )}
      </th>
      <td data-label="Status">
        <Status apiKey={apiKey} />
      </td>
      <td data-label="Created">
        <Moment date={apiKey.createdAt} />
      </td>
      <td data-label="Expires">
        <Moment date={apiKey.expiration} absent="Never" />
      </td>
      <td data-label="Last used">
        <Moment date={apiKey.lastUsedAt} absent="Never" />
      </td>
      <td className="row-actions">
        <Button
          look="quiet"
          inactive={pending}
          aria-label={`Reload ${apiKey.name}`}
          onClick={reload}
        >
          Reload
        </Button>
        {!apiKey.revoked && (
          <Button
            look="quiet danger"
            aria-label={`Revoke ${apiKey.name}`}
            onClick={() => onRevoke(apiKey)}
          >
            Revoke
          </Button>
        )}
      </td>
    </tr>
  );
}
