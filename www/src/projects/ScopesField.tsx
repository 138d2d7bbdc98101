import { useId, useState } from 'react';
import { texts } from '../texts';

/** The scope that includes all others. */
export const fullAccess = '*';

const scopes = ['read', 'write', 'export'] as const;

/** The scopes of a new key. Full access is a separate checkbox: no selection never means full access. */
export function ScopesField({ error }: { error: string | undefined }) {
  const errorId = useId();
  const [full, setFull] = useState(false);
  const invalid = error
    ? { 'aria-invalid': true as const, 'aria-describedby': errorId }
    : undefined;

  return (
    <fieldset className="field">
      <legend>{texts.key.scopes}</legend>
      <div className="choices">
        {scopes.map((scope) => (
          <label key={scope} className="check">
            <input
              {...(!full && invalid)}
              type="checkbox"
              name="scopes"
              value={scope}
              disabled={full}
            />
            {texts.projects[scope]}
          </label>
        ))}
      </div>
      <label className="check">
        <input
          {...(full && invalid)}
          type="checkbox"
          name="scopes"
          value={fullAccess}
          checked={full}
          onChange={(event) => setFull(event.target.checked)}
        />
        {texts.key.fullAccess}
      </label>
      {error && (
        <p id={errorId} className="field-error">
          {error}
        </p>
      )}
    </fieldset>
  );
}

/** The selected scopes. */
export function scopesOf(form: FormData): string[] {
  return form.getAll('scopes').map(String);
}
