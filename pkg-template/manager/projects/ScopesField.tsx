import { useId, useState } from 'react';
import { fullAccess, useSettings } from '../keys/settings.js';
import type { Labels } from '../labels.js';
import type { Scope } from '../props.js';
import { useLabels } from '../ui/language.js';

/** The scopes of a new key. Full access is a separate checkbox: no selection never means full access. */
export function ScopesField({ error }: { error: string | undefined }) {
  const text = useLabels().key;
  const { scopes } = useSettings();
  const values = scopes.map(textOf);
  const errorId = useId();
  const [full, setFull] = useState(false);
  const invalid = error
    ? { 'aria-invalid': true as const, 'aria-describedby': errorId }
    : undefined;

  return (
    <fieldset className="apikeys-field">
      <legend>{text.scopes}</legend>
      <div className="apikeys-choices">
        {values
          .filter((value) => value !== fullAccess)
          .map((value) => (
            <label key={value} className="apikeys-check">
              <input
                {...(!full && invalid)}
                type="checkbox"
                name="scopes"
                value={value}
                disabled={full}
              />
              {labelOf(value, scopes, text)}
            </label>
          ))}
      </div>
      {values.includes(fullAccess) && (
        <label className="apikeys-check">
          <input
            {...(full && invalid)}
            type="checkbox"
            name="scopes"
            value={fullAccess}
            checked={full}
            onChange={(event) => setFull(event.target.checked)}
          />
          {labelOf(fullAccess, scopes, text)}
        </label>
      )}
      {error && (
        <p id={errorId} className="apikeys-field-error">
          {error}
        </p>
      )}
    </fieldset>
  );
}

const textOf = (scope: Scope) => (typeof scope === 'string' ? scope : scope.value);

/** The text of a scope: that of the choice with its name, else the label of full access, else the name. */
export function labelOf(scope: string, choices: readonly Scope[], text: Labels['key']): string {
  const choice = choices.find((choice) => textOf(choice) === scope);
  if (typeof choice === 'object') return choice.label;
  return scope === fullAccess ? text.fullAccess : scope;
}

/** The selected scopes. */
export function scopesOf(form: FormData): string[] {
  return form.getAll('scopes').map(String);
}
