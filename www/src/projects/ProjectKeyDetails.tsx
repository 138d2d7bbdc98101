import type { ProjectAPIKeyResource } from 'apikeys-wasm';
import { texts } from '../texts';
import { fullAccess } from './ScopesField';

const text = texts.key;

/** The details that only project keys have: prefix, scopes, and whether an administrator manages the key. */
export function ProjectKeyDetails({ apiKey }: { apiKey: ProjectAPIKeyResource }) {
  const { keyPrefix, scopes, isAdminManaged } = apiKey;
  return (
    <>
      {isAdminManaged && (
        <>
          {' '}
          <span className="badge neutral">{text.adminManaged}</span>
        </>
      )}
      <p className="description">
        <span className="visually-hidden">{text.prefix}</span>
        <code>{keyPrefix}…</code>
      </p>
      <ul className="scopes" aria-label={text.scopes}>
        {scopes.map((scope) => (
          <li key={scope}>{scope === fullAccess ? text.fullAccess : scope}</li>
        ))}
      </ul>
    </>
  );
}
