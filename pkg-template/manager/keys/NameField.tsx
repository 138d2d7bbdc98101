import { Field } from '../ui/Field.js';
import { useLabels } from '../ui/language.js';

export function NameField({ error }: { error: string | undefined }) {
  const text = useLabels().create;
  return (
    <Field label={text.name} hint={text.nameHint} error={error}>
      {(control) => <input {...control} name="name" required autoComplete="off" />}
    </Field>
  );
}
