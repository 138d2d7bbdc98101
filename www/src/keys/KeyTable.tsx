import { useId } from 'react';
import { texts } from '../texts';
import { Checkbox } from '../ui/Checkbox';
import { KeyRow, type RowHandlers } from './KeyRow';
import type { Key } from './key';
import { Pages } from './Pages';
import { columns } from './rows';
import { SortButton, SortBy } from './SortBy';
import { type Selection, selectable } from './useSelection';
import type { View } from './useView';

const words = texts.list;

interface Props<K extends Key> {
  /** What the table is of. */
  caption: string;
  busy: boolean;
  view: View<K>;
  selection: Selection<K>;
  now: number;
  canRotate: boolean;
  handlers: RowHandlers<K>;
}

/** A page of keys as a table; on a narrow screen, as cards. */
export function KeyTable<K extends Key>(props: Props<K>) {
  const { caption, busy, view, selection, ...rest } = props;
  const { shown, sort } = view;
  const id = useId();

  return (
    <div className="list" aria-busy={busy}>
      <div className="above-cards">
        <span className="check">
          <ChoosePage id={id} {...{ view, selection }} />
          <label htmlFor={id}>{words.selectPage}</label>
        </span>
        <SortBy view={view} />
      </div>
      <table>
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            <td className="choose">
              <ChoosePage {...{ view, selection }} aria-label={words.selectPage} />
            </td>
            {columns.map((column) => (
              <th
                key={column}
                scope="col"
                aria-sort={
                  sort.by === column ? (sort.down ? 'descending' : 'ascending') : undefined
                }
              >
                <SortButton column={column} view={view} />
              </th>
            ))}
            <th scope="col">
              <span className="visually-hidden">{words.actions}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map((row) => (
            <KeyRow key={row.key.id} row={row} chosen={selection.has(row.key)} {...rest} />
          ))}
        </tbody>
      </table>
      <Pages view={view} />
    </div>
  );
}

interface ChooseProps<K extends Key> {
  view: View<K>;
  selection: Selection<K>;
  id?: string;
  'aria-label'?: string;
}

/** Chooses what is shown on this page, or nothing of it. */
function ChoosePage<K extends Key>({ view, selection, ...rest }: ChooseProps<K>) {
  const here = selectable(view.shown);
  const chosen = here.filter(selection.has).length;
  return (
    <Checkbox
      {...rest}
      checked={here.length > 0 && chosen === here.length}
      mixed={chosen > 0 && chosen < here.length}
      disabled={here.length === 0}
      onChange={(event) => selection.set(view.shown, event.target.checked)}
    />
  );
}
