import { texts } from '../texts';
import { Field } from '../ui/Field';

const words = texts.create;

export function NameField({ error }: { error: string | undefined }) {
  return (
    <Field label={words.name} hint={words.nameHint} error={error}>
      {(control) => <input {...control} name="name" required autoComplete="off" />}
    </Field>
  );
}
