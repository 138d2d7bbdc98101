import { Field } from '../ui/Field';
import { textOf } from './CreateKey';

/** Why a key is revoked, for whoever asks later. */
export function Reason({ label }: { label: string }) {
  return (
    <Field label={label}>
      {(control) => <input {...control} name="reason" autoComplete="off" />}
    </Field>
  );
}

/** What a form says of the revocation; nothing where the server knows no reasons. */
export function revocationOf(form: HTMLFormElement, withReason: boolean) {
  return withReason ? { revocationReason: textOf(new FormData(form), 'reason') || null } : {};
}
