import type { ProjectAPIKeyResource } from 'apikeys-wasm';
import { texts } from '../texts';
import { fullAccess } from './Scopes';

const words = texts.key;

/** What only a project's key has: beginning, scopes, and whether it is the administrators' own. */
export function ProjectKeyDetails({ apiKey }: { apiKey: ProjectAPIKeyResource }) {
  const { keyPrefix, scopes, isAdminManaged } = apiKey;
  return (
    <>
      {isAdminManaged && (
        <>
          {' '}
          <span className="badge neutral">{words.adminManaged}</span>
        </>
      )}
      <p className="description">
        <span className="visually-hidden">{words.prefix}</span>
        <code>{keyPrefix}…</code>
      </p>
      <ul className="scopes" aria-label={words.scopes}>
        {scopes.map((scope) => (
          <li key={scope}>{scope === fullAccess ? words.fullAccess : scope}</li>
        ))}
      </ul>
    </>
  );
}
