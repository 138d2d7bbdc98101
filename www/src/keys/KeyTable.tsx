import { useId } from 'react';
import { texts } from '../texts';
import { Checkbox } from '../ui/Checkbox';
import { KeyRow, type RowHandlers } from './KeyRow';
import type { Key } from './key';
import { Pagination } from './Pagination';
import { columns } from './rows';
import { SortButton, SortBy } from './SortBy';
import { type Selection, selectable } from './useSelection';
import type { View } from './useView';

const text = texts.list;

interface Props<K extends Key> {
  caption: string;
  busy: boolean;
  view: View<K>;
  selection: Selection<K>;
  now: number;
  canRotate: boolean;
  handlers: RowHandlers<K>;
}

/** One list page of keys as a table. On a narrow screen each row is a card. */
export function KeyTable<K extends Key>(props: Props<K>) {
  const { caption, busy, view, selection, ...rest } = props;
  const { shown, sort } = view;
  const id = useId();

  return (
    <div className="list" aria-busy={busy}>
      <div className="above-cards">
        <span className="check">
          <SelectPage id={id} {...{ view, selection }} />
          <label htmlFor={id}>{text.selectPage}</label>
        </span>
        <SortBy view={view} />
      </div>
      <table>
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            <td className="choose">
              <SelectPage {...{ view, selection }} aria-label={text.selectPage} />
            </td>
            {columns.map((column) => (
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
              <span className="visually-hidden">{text.actions}</span>
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
