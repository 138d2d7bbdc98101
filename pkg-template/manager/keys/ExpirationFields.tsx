import { type ChangeEvent, useState } from 'react';
import type { Labels } from '../labels.js';
import type { Expiration } from '../props.js';
import { FieldError } from '../ui/errors.js';
import { Field } from '../ui/Field.js';
import { dayMs, isoDay } from '../ui/format.js';
import { useLanguage } from '../ui/language.js';
import { fieldText } from './formFields.js';
import type { Key } from './key.js';
import { useSettings } from './settings.js';

const dateChoice = 'date';
const sameChoice = 'same';

/** How long a key is valid: a number of days, until a date, or forever (`null`). */
export type Lifetime = { days: number } | { until: Date } | null;

interface Props {
  error: string | undefined;
  /** The key whose lifetime is the default choice. Without one, the default is a setting. */
  sameAs?: Pick<Key, 'createdAt' | 'expiration'>;
  /** Explains until what time of the chosen day the key is valid. */
  hint: keyof Labels['create']['dateHint'];
}

export function ExpirationFields({ error, sameAs, hint }: Props) {
  const { labels, formats } = useLanguage();
  const text = labels.create;
  const { expirations, defaultExpiration } = useSettings();
  const [choice, setChoice] = useState(sameAs ? sameChoice : textOf(defaultExpiration));
  const choose = (event: ChangeEvent<HTMLSelectElement>) => setChoice(event.target.value);
  const isDate = choice === dateChoice;

  return (
    <>
      <Field
        label={text.expiration}
        error={isDate ? undefined : error}
        {...(!isDate && { hint: expirationHint() })}
      >
        {(control) => (
          <select {...control} name="lifetime" value={choice} onChange={choose}>
            {sameAs && <option value={sameChoice}>{text.same}</option>}
            {expirations.map((expiration) => (
              <option key={expiration} value={textOf(expiration)}>
                {labelOf(expiration)}
              </option>
            ))}
          </select>
        )}
      </Field>
      {isDate && (
        <Field label={text.date} error={error} hint={text.dateHint[hint]}>
          {(control) => <input {...control} type="date" name="until" min={isoDay(inDays(1))} />}
        </Field>
      )}
    </>
  );

  function labelOf(expiration: Expiration): string {
    if (expiration === null) return text.never;
    return expiration === dateChoice ? text.onDate : text.inDays(expiration);
  }

  function expirationHint(): string {
    const milliseconds = choice === sameChoice ? lifetimeMs(sameAs) : Number(choice) * dayMs;
    if (!milliseconds) return text.neverExpires;
    return text.expires(formats.day(new Date(Date.now() + milliseconds)));
  }
}

/** The value of an option. Never is the empty one. */
const textOf = (expiration: Expiration) => String(expiration ?? '');

/** The lifetime that a key was created with. `undefined`: it never expires. */
function lifetimeMs(key: Props['sameAs']): number | undefined {
  return key?.expiration ? key.expiration.getTime() - key.createdAt.getTime() : undefined;
}

const inDays = (days: number) => new Date(Date.now() + days * dayMs);

/** Whether the lifetime of the other key is chosen. */
export const isSameLifetime = (form: FormData) => fieldText(form, 'lifetime') === sameChoice;

/** The chosen lifetime. Throws a `FieldError` with the text `dateRequired` if the date is missing or not after today. */
export function lifetimeOf(form: FormData, dateRequired: string): Lifetime {
  const choice = fieldText(form, 'lifetime');
  if (!choice) return null;
  if (choice !== dateChoice) return { days: Number(choice) };
  const date = fieldText(form, 'until');
  // Today is refused, too: such a key would expire within hours.
  if (!date || date <= isoDay(new Date())) throw new FieldError(lifetimeField, dateRequired);
  return { until: new Date(`${date}T23:59:59`) };
}

/** The field name in the errors that `lifetimeOf` throws. */
export const lifetimeField = 'lifetime';

export function secondsOf(lifetime: Lifetime): number | null {
  if (!lifetime) return null;
  const milliseconds =
    'days' in lifetime ? lifetime.days * dayMs : lifetime.until.getTime() - Date.now();
  return Math.floor(milliseconds / 1000);
}

/** The lifetime in whole days. On the chosen day, the key expires at about the current time of day. */
export function daysOf(lifetime: Lifetime): number | null {
  if (!lifetime) return null;
  if ('days' in lifetime) return lifetime.days;
  const today = new Date();
  today.setHours(23, 59, 59, 0);
  return Math.round((lifetime.until.getTime() - today.getTime()) / dayMs);
}
