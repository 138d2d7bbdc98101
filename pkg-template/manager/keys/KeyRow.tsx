import { memo, type ReactNode } from 'react';
import type { KeyColumn } from '../props.js';
import { Button } from '../ui/Button.js';
import { Checkbox } from '../ui/Checkbox.js';
import { DateTime } from '../ui/DateTime.js';
import { errorLine } from '../ui/errors.js';
import { useLabels } from '../ui/language.js';
import { useAction } from '../ui/useAction.js';
import { useUnmountSignal } from '../ui/useUnmountSignal.js';
import { ExpirationDate } from './ExpirationDate.js';
import type { Key, KeyCalls } from './key.js';
import type { Row } from './rows.js';
import { useSettings } from './settings.js';

/** The callbacks of a row. */
export interface RowHandlers<K extends Key> {
  onSelect: (row: Row<K>, selected: boolean) => void;
  reload: KeyCalls<K>['reload'];
  /** Renders the details below the name. */
  renderDetails: (key: K) => ReactNode;
  onReloaded: (key: K) => void;
  onReloadFailed: (error: unknown) => void;
  onEdit: (key: K) => void;
  onRotate: (key: K) => void;
  onRevoke: (key: K) => void;
}

interface Props<K extends Key> {
  row: Row<K>;
  now: number;
  selected: boolean;
  /** Must be the same object on every render. Otherwise each keystroke in the search renders all rows again. */
  handlers: RowHandlers<K>;
}

// `memo` loses the type parameter, hence the cast.
export const KeyRow = memo(PlainKeyRow) as typeof PlainKeyRow;

function PlainKeyRow<K extends Key>({ row, now, selected, handlers }: Props<K>) {
  const { onSelect, reload, renderDetails, onReloaded, onReloadFailed } = handlers;
  const { actions, columns } = useSettings();
  const labels = useLabels();
  const { key } = row;
  const { pending, error, run } = useAction();
  const signal = useUnmountSignal();

  const onReload = () =>
    run(async () => {
      try {
        onReloaded(await reload({ apiKeyID: key.id }, { signal: signal() }));
      } catch (error) {
        onReloadFailed(error);
        throw error;
      }
    });

  return (
    <tr aria-busy={pending} className={selected ? 'apikeys-is-selected' : undefined}>
      {actions.has('revoke') && (
        <td className="apikeys-choose">
          {!key.revoked && (
            <Checkbox
              aria-label={labels.list.select(key.name)}
              checked={selected}
              onChange={(event) => onSelect(row, event.target.checked)}
            />
          )}
        </td>
      )}
      <th scope="row">
        {key.name}
        {renderDetails(key)}
        {error !== undefined && (
          <p className="apikeys-field-error" role="alert">
            {errorLine(error, labels)}
          </p>
        )}
      </th>
      {columns.map((column) => (
        <td key={column} data-label={labels.list.columns[column]}>
          <Cell column={column} row={row} now={now} />
        </td>
      ))}
      <RowActions apiKey={key} pending={pending} onReload={onReload} handlers={handlers} />
    </tr>
  );
}

interface CellProps<K extends Key> {
  column: KeyColumn;
  row: Row<K>;
  now: number;
}

function Cell<K extends Key>({ column, row: { key, owner, status }, now }: CellProps<K>) {
  const text = useLabels().key;
  switch (column) {
    case 'status':
      return (
        <>
          <span className="apikeys-badge" data-status={status}>
            {text[status]}
          </span>
          {key.revocationReason && <p className="apikeys-description">{key.revocationReason}</p>}
        </>
      );
    case 'owner':
      return (
        <span className="apikeys-owner">
          {owner.name}
          {owner.createdBy && (
            <span className="apikeys-muted"> {text.createdBy(owner.createdBy)}</span>
          )}
        </span>
      );
    case 'createdAt':
      return <DateTime date={key.createdAt} />;
    case 'lastUsedAt':
      return <DateTime date={key.lastUsedAt} absent={text.neverUsed} />;
    case 'expiration':
      return <ExpirationDate date={key.expiration} now={now} revoked={key.revoked} />;
  }
}

interface ActionsProps<K extends Key> {
  apiKey: K;
  pending: boolean;
  onReload: () => void;
  handlers: RowHandlers<K>;
}

function RowActions<K extends Key>({ apiKey, pending, onReload, handlers }: ActionsProps<K>) {
  const { actions } = useSettings();
  const text = useLabels().key;
  const named = (action: string) => text.named(action, apiKey.name);
  const isUsable = !apiKey.revoked;

  return (
    <td className="apikeys-row-actions">
      {actions.has('reload') && (
        <Button
          variant="quiet"
          inactive={pending}
          aria-label={named(text.reload)}
          onClick={onReload}
        >
          {text.reload}
        </Button>
      )}
      {isUsable && actions.has('edit') && (
        <Button
          variant="quiet"
          aria-label={named(text.edit)}
          onClick={() => handlers.onEdit(apiKey)}
        >
          {text.edit}
        </Button>
      )}
      {isUsable && actions.has('rotate') && (
        <Button
          variant="quiet"
          aria-label={named(text.rotate)}
          onClick={() => handlers.onRotate(apiKey)}
        >
          {text.rotate}
        </Button>
      )}
      {isUsable && actions.has('revoke') && (
        <Button
          variant="quiet danger"
          aria-label={named(text.revoke)}
          onClick={() => handlers.onRevoke(apiKey)}
        >
          {text.revoke}
        </Button>
      )}
    </td>
  );
}
