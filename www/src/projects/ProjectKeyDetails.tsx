import type { ProjectAPIKeyResource } from 'apikeys-wasm';
import { fullAccess } from './Scopes';

/** What only a project's key has: beginning, scopes, and whether it is the administrators' own. */
export function ProjectKeyDetails({ apiKey }: { apiKey: ProjectAPIKeyResource }) {
  const { keyPrefix, scopes, isAdminManaged } = apiKey;
  return (
    <>
      {isAdminManaged && (
        <>
          {' '}
          <span className="badge neutral">Admin-managed</span>
        </>
      )}
      <p className="description">
        <span className="visually-hidden">Key prefix </span>
        <code>{keyPrefix}…</code>
      </p>
      <ul className="scopes" aria-label="Scopes">
        {scopes.map((scope) => (
          <li key={scope}>{scope === fullAccess ? 'Full access' : scope}</li>
        ))}
      </ul>
    </>
  );
}
