import { Field } from '../ui/Field';

export function Name({ error }: { error: string | undefined }) {
  return (
    <Field label="Name" hint="What will use it, such as “Nightly backup”." error={error}>
      {(control) => <input {...control} name="name" required autoComplete="off" />}
    </Field>
  );
}
