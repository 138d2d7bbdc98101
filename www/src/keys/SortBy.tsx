import { useId } from 'react';
import { texts } from '../texts';
import { Button } from '../ui/Button';
import type { Key } from './key';
import { type Column, columns } from './rows';
import type { View } from './useView';

const words = texts.list;

/** A column's head: sorts by it, and the other way round at the next click. */
export function SortButton<K extends Key>({ column, view }: { column: Column; view: View<K> }) {
  const { sort, sortBy } = view;
  return (
    <button type="button" className="sort" onClick={() => sortBy(column)}>
      {words.columns[column]}
      <Arrow down={sort.by === column ? sort.down : undefined} />
    </button>
  );
}

/** The same where no heads are shown. */
export function SortBy<K extends Key>({ view }: { view: View<K> }) {
  const id = useId();
  const { by, down } = view.sort;
  return (
    <div className="sort-by">
      <label htmlFor={id}>{words.sortBy}</label>
      <select id={id} value={by} onChange={(event) => view.sortBy(event.target.value as Column)}>
        {columns.map((column) => (
          <option key={column} value={column}>
            {words.columns[column]}
          </option>
        ))}
      </select>
      <Button
        aria-label={down ? words.descending : words.ascending}
        onClick={() => view.sortBy(by)}
      >
        <Arrow down={down} />
      </Button>
    </div>
  );
}

/** Which way it goes; nothing where it is not sorted by this. */
function Arrow({ down }: { down: boolean | undefined }) {
  return (
    <svg className="arrow" viewBox="0 0 10 10" aria-hidden="true">
      {down !== undefined && <path d={down ? 'M1 3l4 4 4-4' : 'M1 7l4-4 4 4'} />}
    </svg>
  );
}
