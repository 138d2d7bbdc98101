import type { ReactNode } from 'react';
import { Button } from '../ui/Button';
import { detailsOf, messageOf } from '../ui/errors';
import { Moment } from '../ui/Moment';
import { useAction } from '../ui/useAction';
import type { Key, KeyActions } from './key';
import { Status } from './Status';

interface Props<K extends Key> {
  apiKey: K;
  reload: KeyActions<K>['reload'];
  /** What is told under the name. */
  details: (key: K) => ReactNode;
  onReloaded: (key: K) => void;
  onRevoke: (key: K) => void;
}

export function KeyRow<K extends Key>(props: Props<K>) {
  const { apiKey, reload, details, onReloaded, onRevoke } = props;
  const { pending, error, run } = useAction();

  const onReload = () => run(async () => onReloaded(await reload({ apiKeyID: apiKey.id })));

  return (
    <tr aria-busy={pending}>
      <th scope="row">
        {apiKey.name}
        {details(apiKey)}
        {error !== undefined && (
          <p className="field-error" role="alert">
            {[messageOf(error), ...detailsOf(error)].join('; ')}
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
        <Moment date={apiKey.lastUsedAt} absent="Never used" />
      </td>
      <td className="row-actions">
        <Button
          look="quiet"
          inactive={pending}
          aria-label={`Reload ${apiKey.name}`}
          onClick={onReload}
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
