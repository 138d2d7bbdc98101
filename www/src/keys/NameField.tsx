import { texts } from '../texts';
import { Field } from '../ui/Field';

const text = texts.create;

export function NameField({ error }: { error: string | undefined }) {
  return (
    <Field label={text.name} hint={text.nameHint} error={error}>
      {(control) => <input {...control} name="name" required autoComplete="off" />}
    </Field>
  );
}
