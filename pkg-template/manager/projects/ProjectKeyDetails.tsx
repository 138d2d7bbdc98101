import type { ProjectAPIKeyResource } from 'apikeys-wasm';
import { useSettings } from '../keys/settings.js';
import { useLabels } from '../ui/language.js';
import { labelOf } from './ScopesField.js';

/** The details that only project keys have: prefix, scopes, and whether an administrator manages the key. */
export function ProjectKeyDetails({ apiKey }: { apiKey: ProjectAPIKeyResource }) {
  const text = useLabels().key;
  const choices = useSettings().scopes;
  const { keyPrefix, scopes, isAdminManaged } = apiKey;
  return (
    <>
      {isAdminManaged && (
        <>
          {' '}
          <span className="apikeys-badge">{text.adminManaged}</span>
        </>
      )}
      <p className="apikeys-description">
        <span className="apikeys-visually-hidden">{text.prefix}</span>
        <code>{keyPrefix}…</code>
      </p>
      <ul className="apikeys-scopes" aria-label={text.scopes}>
        {scopes.map((scope) => (
          <li key={scope}>{labelOf(scope, choices, text)}</li>
        ))}
      </ul>
    </>
  );
}
