import type { ComponentProps } from 'react';
import { KeyRow } from './KeyRow';
import type { Key } from './key';
import type { Filter, List } from './list';
import { Pages } from './Pages';

interface Props<K extends Key> extends Omit<ComponentProps<typeof KeyRow<K>>, 'apiKey'> {
  /** What the table is of. */
  caption: string;
  filter: Filter;
  list: List<K>;
}

/** A page of keys as a table, or what to say where there is none. */
export function KeyList<K extends Key>(props: Props<K>) {
  const { caption, filter, list, ...row } = props;
  if (list.count === 0) {
    return <p className="blank">{list.isFetching ? 'Loading keys…' : emptyWords(filter)}</p>;
  }

  return (
    <div className="list" aria-busy={list.isFetching}>
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
          {list.data.map((key) => (
            <KeyRow key={key.id} apiKey={key} {...row} />
          ))}
        </tbody>
      </table>
      <Pages list={list} />
    </div>
  );
}

function emptyWords({ query, includeInvalid }: Filter): string {
  if (query) return `No ${includeInvalid ? '' : 'active '}key matches “${query}”.`;
  return includeInvalid ? 'No keys yet.' : 'No active keys. Create one to begin.';
}
