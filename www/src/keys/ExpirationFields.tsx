import { type ChangeEvent, useState } from 'react';
import { texts } from '../texts';
import { FieldError } from '../ui/errors';
import { Field } from '../ui/Field';
import { day, dayMs, isoDay } from '../ui/format';
import { fieldText } from './formFields';
import type { Key } from './key';

const text = texts.create;

const presets = [1, 7, 30, 60, 90, 180, 365];
const dateChoice = 'date';
const sameChoice = 'same';

/** How long a key is valid: a number of days, until a date, or forever (`null`). */
export type Lifetime = { days: number } | { until: Date } | null;

interface Props {
  error: string | undefined;
  /** The key whose lifetime is the default choice. Without one, the default is 90 days. */
  sameAs?: Pick<Key, 'createdAt' | 'expiration'>;
  /** Explains until what time of the chosen day the key is valid. */
  hint: keyof typeof text.dateHint;
}

export function ExpirationFields({ error, sameAs, hint }: Props) {
  const [choice, setChoice] = useState(sameAs ? sameChoice : '90');
  const choose = (event: ChangeEvent<HTMLSelectElement>) => setChoice(event.target.value);
  const isDate = choice === dateChoice;

  return (
    <>
      <Field
        label={text.expiration}
        error={isDate ? undefined : error}
        {...(!isDate && { hint: expirationHint(choice, sameAs) })}
      >
        {(control) => (
          <select {...control} name="lifetime" value={choice} onChange={choose}>
            {sameAs && <option value={sameChoice}>{text.same}</option>}
            {presets.map((days) => (
              <option key={days} value={days}>
                {text.inDays(days)}
              </option>
            ))}
            <option value="">{text.never}</option>
            <option value={dateChoice}>{text.onDate}</option>
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
}

function expirationHint(choice: string, sameAs: Props['sameAs']): string {
  const milliseconds = choice === sameChoice ? lifetimeMs(sameAs) : Number(choice) * dayMs;
  return milliseconds ? text.expires(day(new Date(Date.now() + milliseconds))) : text.neverExpires;
}

/** The lifetime that a key was created with. `undefined`: it never expires. */
function lifetimeMs(key: Props['sameAs']): number | undefined {
  return key?.expiration ? key.expiration.getTime() - key.createdAt.getTime() : undefined;
}

const inDays = (days: number) => new Date(Date.now() + days * dayMs);

/** Whether the lifetime of the other key is chosen. */
export const isSameLifetime = (form: FormData) => fieldText(form, 'lifetime') === sameChoice;

/** The chosen lifetime. Throws a `FieldError` if the date is missing or not after today. */
export function lifetimeOf(form: FormData): Lifetime {
  const choice = fieldText(form, 'lifetime');
  if (!choice) return null;
  if (choice !== dateChoice) return { days: Number(choice) };
  const date = fieldText(form, 'until');
  // Today is refused, too: such a key would expire within hours.
  if (!date || date <= isoDay(new Date())) throw new FieldError(lifetimeField, text.dateRequired);
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
