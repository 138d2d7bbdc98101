import { Field } from '../ui/Field.js';
import { fieldText } from './formFields.js';

/** The field for the reason of a revocation. */
export function ReasonField({ label }: { label: string }) {
  return (
    <Field label={label}>
      {(control) => <input {...control} name="reason" autoComplete="off" />}
    </Field>
  );
}

/** The `revocationReason` parameter from a form. Empty if the server accepts no reason. */
export function reasonParams(form: HTMLFormElement, withReason: boolean) {
  return withReason ? { revocationReason: fieldText(new FormData(form), 'reason') || null } : {};
}
