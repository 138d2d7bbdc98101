import type { APIKeyResource } from 'apikeys-wasm';
import { KeyRow } from './KeyRow';
import { Pages } from './Pages';
import type { Filter, KeyPage } from './useKeys';

interface Props {
  shown: KeyPage | undefined;
  /** What is shown is about to be replaced. */
  loading: boolean;
  onPage: (page: number) => void;
  onReloaded: (key: APIKeyResource) => void;
  onRevoke: (key: APIKeyResource) => void;
}

/** A page of keys as a table, or what to say where there is none. */
export function KeyList({ shown, loading, onPage, onReloaded, onRevoke }: Props) {
  if (!shown) return <p className="blank">Loading keys…</p>;
  if (shown.total === 0) return <p className="blank">{emptyWords(shown.filter)}</p>;

  return (
    <div className="list" aria-busy={loading}>
      <table>
        <caption className="visually-hidden">API keys</caption>
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
            <KeyRow key={key.id} apiKey={key} onReloaded={onReloaded} onRevoke={onRevoke} />
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
