import { type CSSProperties, useId } from 'react';
import { Checkbox } from '../ui/Checkbox.js';
import { useLabels } from '../ui/language.js';
import { KeyRow, type RowHandlers } from './KeyRow.js';
import type { Key } from './key.js';
import { Pagination } from './Pagination.js';
import type { Column } from './rows.js';
import { SortButton, SortBy } from './SortBy.js';
import { useSettings } from './settings.js';
import { gridColumns } from './tableColumns.js';
import { type Selection, selectable } from './useSelection.js';
import type { View } from './useView.js';

interface Props<K extends Key> {
  caption: string;
  busy: boolean;
  view: View<K>;
  selection: Selection<K>;
  now: number;
  handlers: RowHandlers<K>;
}

/** One list page of keys as a table. On a narrow screen each row is a card. */
export function KeyTable<K extends Key>(props: Props<K>) {
  const { caption, busy, view, selection, ...rest } = props;
  const { shown, sort } = view;
  const text = useLabels().list;
  const { columns, actions } = useSettings();
  const headed: readonly Column[] = ['name', ...columns];
  const id = useId();
  const grid = { '--ak-grid': gridColumns(columns, actions) } as CSSProperties;

  return (
    <div className="apikeys-list" aria-busy={busy}>
      <div className="apikeys-above-cards">
        {actions.has('revoke') && (
          <span className="apikeys-check">
            <SelectPage id={id} {...{ view, selection }} />
            <label htmlFor={id}>{text.selectPage}</label>
          </span>
        )}
        <SortBy view={view} />
      </div>
      <table style={grid}>
        <caption className="apikeys-visually-hidden">{caption}</caption>
        <thead>
          <tr>
            {actions.has('revoke') && (
              <td className="apikeys-choose">
                <SelectPage {...{ view, selection }} aria-label={text.selectPage} />
              </td>
            )}
            {headed.map((column) => (
              <th
                key={column}
                scope="col"
                aria-sort={
                  sort.by === column ? (sort.descending ? 'descending' : 'ascending') : undefined
                }
              >
                <SortButton column={column} view={view} />
              </th>
            ))}
            <th scope="col">
              <span className="apikeys-visually-hidden">{text.actions}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map((row) => (
            <KeyRow key={row.key.id} row={row} selected={selection.has(row.key)} {...rest} />
          ))}
        </tbody>
      </table>
      <Pagination view={view} />
    </div>
  );
}

interface SelectPageProps<K extends Key> {
  view: View<K>;
  selection: Selection<K>;
  id?: string;
  'aria-label'?: string;
}

/** The checkbox that selects or deselects all keys of this list page. */
function SelectPage<K extends Key>({ view, selection, ...rest }: SelectPageProps<K>) {
  const keys = selectable(view.shown);
  const selected = keys.filter(selection.has).length;
  return (
    <Checkbox
      {...rest}
      checked={keys.length > 0 && selected === keys.length}
      mixed={selected > 0 && selected < keys.length}
      disabled={keys.length === 0}
      onChange={(event) => selection.set(view.shown, event.target.checked)}
    />
  );
}
