import { useId } from 'react';
import { Button } from '../ui/Button.js';
import { useLabels } from '../ui/language.js';
import type { Key } from './key.js';
import type { Column } from './rows.js';
import { useSettings } from './settings.js';
import type { View } from './useView.js';

/** A column header that sorts by its column. The next click reverses the order. */
export function SortButton<K extends Key>({ column, view }: { column: Column; view: View<K> }) {
  const text = useLabels().list;
  const { sort, sortBy } = view;
  return (
    <button type="button" className="apikeys-sort" onClick={() => sortBy(column)}>
      {text.columns[column]}
      <Arrow descending={sort.by === column ? sort.descending : undefined} />
    </button>
  );
}

/** A menu to sort by a column, for narrow screens without column headers. */
export function SortBy<K extends Key>({ view }: { view: View<K> }) {
  const text = useLabels().list;
  const { columns } = useSettings();
  const id = useId();
  const { by, descending } = view.sort;
  const offered = new Set<Column>(['name', ...columns, by]);
  return (
    <div className="apikeys-sort-by">
      <label htmlFor={id}>{text.sortBy}</label>
      <select id={id} value={by} onChange={(event) => view.sortBy(event.target.value as Column)}>
        {[...offered].map((column) => (
          <option key={column} value={column}>
            {text.columns[column]}
          </option>
        ))}
      </select>
      <Button
        aria-label={descending ? text.descending : text.ascending}
        onClick={() => view.sortBy(by)}
      >
        <Arrow descending={descending} />
      </Button>
    </div>
  );
}

/** Shows the order of the rows. Empty if the rows are not sorted by this column. */
function Arrow({ descending }: { descending: boolean | undefined }) {
  return (
    <svg className="apikeys-arrow" viewBox="0 0 10 10" aria-hidden="true">
      {descending !== undefined && <path d={descending ? 'M1 3l4 4 4-4' : 'M1 7l4-4 4 4'} />}
    </svg>
  );
}
