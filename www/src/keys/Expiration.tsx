import { type ChangeEvent, useState } from 'react';
import { texts } from '../texts';
import { FieldError } from '../ui/errors';
import { Field } from '../ui/Field';
import { day, dayLength, isoDay } from '../ui/format';
import { textOf } from './CreateKey';

const words = texts.create;

const presets = [1, 7, 30, 60, 90, 180, 365];
const byDate = 'date';

/** How long a key works: so many days, until the end of a day, or for ever. */
export type Lifetime = { days: number } | { until: Date } | null;

interface Props {
  error: string | undefined;
  /** What a date means to the server. */
  hint: keyof typeof words.dateHint;
}

export function Expiration({ error, hint }: Props) {
  const [choice, setChoice] = useState('90');
  const choose = (event: ChangeEvent<HTMLSelectElement>) => setChoice(event.target.value);
  const isByDate = choice === byDate;

  return (
    <>
      <Field
        label={words.expiration}
        error={isByDate ? undefined : error}
        {...(!isByDate && { hint: consequence(choice) })}
      >
        {(control) => (
          <select {...control} name="lifetime" value={choice} onChange={choose}>
            {presets.map((days) => (
              <option key={days} value={days}>
                {words.inDays(days)}
              </option>
            ))}
            <option value="">{words.never}</option>
            <option value={byDate}>{words.onDate}</option>
          </select>
        )}
      </Field>
      {isByDate && (
        <Field label={words.date} error={error} hint={words.dateHint[hint]}>
          {(control) => <input {...control} type="date" name="until" min={isoDay(inDays(1))} />}
        </Field>
      )}
    </>
  );
}

function consequence(choice: string): string {
  return choice ? words.expires(day(inDays(Number(choice)))) : words.neverExpires;
}

const inDays = (days: number) => new Date(Date.now() + days * dayLength);

/** What was chosen. A date that is none, or has passed, is the field's error. */
export function lifetimeOf(form: FormData): Lifetime {
  const choice = textOf(form, 'lifetime');
  if (!choice) return null;
  if (choice !== byDate) return { days: Number(choice) };
  const chosen = textOf(form, 'until');
  // Of today's end is not much left.
  if (!chosen || chosen <= isoDay(new Date())) throw new FieldError(expirationField, words.noDate);
  return { until: new Date(`${chosen}T23:59:59`) };
}

/** By which name both servers' forms know an error of the expiration. */
export const expirationField = 'lifetime';

export function secondsOf(lifetime: Lifetime): number | null {
  if (!lifetime) return null;
  const milliseconds =
    'days' in lifetime ? lifetime.days * dayLength : lifetime.until.getTime() - Date.now();
  return Math.floor(milliseconds / 1000);
}

/** In whole days: until the chosen day, and on it no longer than until this time. */
export function daysOf(lifetime: Lifetime): number | null {
  if (!lifetime) return null;
  if ('days' in lifetime) return lifetime.days;
  const today = new Date();
  today.setHours(23, 59, 59, 0);
  return Math.round((lifetime.until.getTime() - today.getTime()) / dayLength);
}
