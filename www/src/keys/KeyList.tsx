import type { ComponentProps } from 'react';
import { KeyRow } from './KeyRow';
import type { Key } from './key';
import { Pages } from './Pages';
import type { Filter, KeyPage } from './useKeys';

interface Props<K extends Key> extends Omit<ComponentProps<typeof KeyRow<K>>, 'apiKey'> {
  /** What the table is of. */
  caption: string;
  shown: KeyPage<K> | undefined;
  /** What is shown is about to be replaced. */
  loading: boolean;
  onPage: (page: number) => void;
}

/** A page of keys as a table, or what to say where there is none. */
export function KeyList<K extends Key>(props: Props<K>) {
  const { caption, shown, loading, onPage, ...row } = props;
  if (!shown) return <p className="blank">Loading keys…</p>;
  if (shown.total === 0) return <p className="blank">{emptyWords(shown.filter)}</p>;

  return (
    <div className="list" aria-busy={loading}>
      <table>
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">Status</th>
            <th scope="col">Created</th>
            <th scope="col">Expires</th>
            <th scope="col">Last used</th>
            <th scope="col">
              <span className="visually-hidden">Actions</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.keys.map((key) => (
            <KeyRow key={key.id} apiKey={key} {...row} />
          ))}
        </tbody>
      </table>
      <Pages page={shown.filter.page} total={shown.total} loading={loading} onPage={onPage} />
    </div>
  );
}

function emptyWords({ query, includeInvalid }: Filter): string {
  if (query) return `No ${includeInvalid ? '' : 'active '}key matches “${query}”.`;
  return includeInvalid ? 'No keys yet.' : 'No active keys. Create one to begin.';
}
