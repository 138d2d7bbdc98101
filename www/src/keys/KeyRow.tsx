import { memo, type ReactNode } from 'react';
import { texts } from '../texts';
import { Button } from '../ui/Button';
import { Checkbox } from '../ui/Checkbox';
import { detailsOf, messageOf } from '../ui/errors';
import { Moment } from '../ui/Moment';
import { useAction } from '../ui/useAction';
import { useLeaving } from '../ui/useLeaving';
import { Expires } from './Expires';
import type { Key, KeyActions } from './key';
import type { Row } from './rows';

const words = texts.key;
const { columns, select } = texts.list;

/** What a row tells, and what is told of it. */
export interface RowHandlers<K extends Key> {
  onChoose: (row: Row<K>, on: boolean) => void;
  reload: KeyActions<K>['reload'];
  /** What is told under the name. */
  details: (key: K) => ReactNode;
  onReloaded: (key: K) => void;
  onRotate: (key: K) => void;
  onRevoke: (key: K) => void;
}

interface Props<K extends Key> {
  row: Row<K>;
  now: number;
  chosen: boolean;
  /** Whether the server can. */
  canRotate: boolean;
  /** Always the same ones, or each letter of a search renders a hundred rows anew. */
  handlers: RowHandlers<K>;
}

export const KeyRow = memo(KeyRowOnce) as typeof KeyRowOnce;

function KeyRowOnce<K extends Key>({ row, now, chosen, canRotate, handlers }: Props<K>) {
  const { onChoose, reload, details, onReloaded, onRotate, onRevoke } = handlers;
  const { key, status, owner } = row;
  const { pending, error, run } = useAction();
  const signal = useLeaving();
  const labelled = (action: string) => words.named(action, key.name);

  const onReload = () =>
    run(async () => onReloaded(await reload({ apiKeyID: key.id }, { signal: signal() })));

  return (
    <tr aria-busy={pending} className={chosen ? 'is-chosen' : undefined}>
      <td className="choose">
        {!key.revoked && (
          <Checkbox
            aria-label={select(key.name)}
            checked={chosen}
            onChange={(event) => onChoose(row, event.target.checked)}
          />
        )}
      </td>
      <th scope="row">
        {key.name}
        {details(key)}
        {error !== undefined && (
          <p className="field-error" role="alert">
            {[messageOf(error), ...detailsOf(error)].join('; ')}
          </p>
        )}
      </th>
      <td data-label={columns.status}>
        <span className={`badge ${status}`}>{words[status]}</span>
        {key.revocationReason && <p className="description">{key.revocationReason}</p>}
      </td>
      <td data-label={columns.owner}>
        <span className="owner">
          {owner.name}
          {owner.createdBy && <span className="muted"> {words.createdBy(owner.createdBy)}</span>}
        </span>
      </td>
      <td data-label={columns.createdAt}>
        <Moment date={key.createdAt} />
      </td>
      <td data-label={columns.lastUsedAt}>
        <Moment date={key.lastUsedAt} absent={words.neverUsed} />
      </td>
      <td data-label={columns.expiration}>
        <Expires date={key.expiration} now={now} revoked={key.revoked} />
      </td>
      <td className="row-actions">
        <Button
          look="quiet"
          inactive={pending}
          aria-label={labelled(words.reload)}
          onClick={onReload}
        >
          {words.reload}
        </Button>
        {!key.revoked && canRotate && (
          <Button look="quiet" aria-label={labelled(words.rotate)} onClick={() => onRotate(key)}>
            {words.rotate}
          </Button>
        )}
        {!key.revoked && (
          <Button
            look="quiet danger"
            aria-label={labelled(words.revoke)}
            onClick={() => onRevoke(key)}
          >
            {words.revoke}
          </Button>
        )}
      </td>
    </tr>
  );
}
