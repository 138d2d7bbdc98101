import { memo, type ReactNode } from 'react';
import { texts } from '../texts';
import { Button } from '../ui/Button';
import { Checkbox } from '../ui/Checkbox';
import { DateTime } from '../ui/DateTime';
import { detailsOf, messageOf } from '../ui/errors';
import { useAction } from '../ui/useAction';
import { useUnmountSignal } from '../ui/useUnmountSignal';
import { ExpirationDate } from './ExpirationDate';
import type { Key, KeyActions } from './key';
import type { Row } from './rows';

const text = texts.key;
const { columns, select } = texts.list;

/** The callbacks of a row. */
export interface RowHandlers<K extends Key> {
  onSelect: (row: Row<K>, selected: boolean) => void;
  reload: KeyActions<K>['reload'];
  /** Renders the details below the name. */
  renderDetails: (key: K) => ReactNode;
  onReloaded: (key: K) => void;
  onRotate: (key: K) => void;
  onRevoke: (key: K) => void;
}

interface Props<K extends Key> {
  row: Row<K>;
  now: number;
  selected: boolean;
  /** Whether the server can rotate keys. */
  canRotate: boolean;
  /** Must be the same object on every render. Otherwise each keystroke in the search renders all rows again. */
  handlers: RowHandlers<K>;
}

// `memo` loses the type parameter, hence the cast.
export const KeyRow = memo(PlainKeyRow) as typeof PlainKeyRow;

function PlainKeyRow<K extends Key>({ row, now, selected, canRotate, handlers }: Props<K>) {
  const { onSelect, reload, renderDetails, onReloaded, onRotate, onRevoke } = handlers;
  const { key, status, owner } = row;
  const { pending, error, run } = useAction();
  const signal = useUnmountSignal();
  const labelFor = (action: string) => text.named(action, key.name);

  const onReload = () =>
    run(async () => onReloaded(await reload({ apiKeyID: key.id }, { signal: signal() })));

  return (
    <tr aria-busy={pending} className={selected ? 'is-selected' : undefined}>
      <td className="choose">
        {!key.revoked && (
          <Checkbox
            aria-label={select(key.name)}
            checked={selected}
            onChange={(event) => onSelect(row, event.target.checked)}
          />
        )}
      </td>
      <th scope="row">
        {key.name}
        {renderDetails(key)}
        {error !== undefined && (
          <p className="field-error" role="alert">
            {[messageOf(error), ...detailsOf(error)].join('; ')}
          </p>
        )}
      </th>
      <td data-label={columns.status}>
        <span className={`badge ${status}`}>{text[status]}</span>
        {key.revocationReason && <p className="description">{key.revocationReason}</p>}
      </td>
      <td data-label={columns.owner}>
        <span className="owner">
          {owner.name}
          {owner.createdBy && <span className="muted"> {text.createdBy(owner.createdBy)}</span>}
        </span>
      </td>
      <td data-label={columns.createdAt}>
        <DateTime date={key.createdAt} />
      </td>
      <td data-label={columns.lastUsedAt}>
        <DateTime date={key.lastUsedAt} absent={text.neverUsed} />
      </td>
      <td data-label={columns.expiration}>
        <ExpirationDate date={key.expiration} now={now} revoked={key.revoked} />
      </td>
      <td className="row-actions">
        <Button
          variant="quiet"
          inactive={pending}
          aria-label={labelFor(text.reload)}
          onClick={onReload}
        >
          {text.reload}
        </Button>
        {!key.revoked && canRotate && (
          <Button variant="quiet" aria-label={labelFor(text.rotate)} onClick={() => onRotate(key)}>
            {text.rotate}
          </Button>
        )}
        {!key.revoked && (
          <Button
            variant="quiet danger"
            aria-label={labelFor(text.revoke)}
            onClick={() => onRevoke(key)}
          >
            {text.revoke}
          </Button>
        )}
      </td>
    </tr>
  );
}
