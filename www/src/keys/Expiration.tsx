import { Field } from '../ui/Field';
import { textOf } from './CreateKey';

interface Props {
  /** What there is to choose from, besides never. */
  choices: { label: string; days: number }[];
  error: string | undefined;
}

export function Expiration({ choices, error }: Props) {
  return (
    <Field label="Expiration" error={error}>
      {(control) => (
        <select {...control} name="days" defaultValue="90">
          {choices.map(({ label, days }) => (
            <option key={days} value={days}>
              {label}
            </option>
          ))}
          <option value="">Never</option>
        </select>
      )}
    </Field>
  );
}

/** The days that were chosen; `null` is never. */
export function daysOf(form: FormData): number | null {
  const days = textOf(form, 'days');
  return days ? Number(days) : null;
}
