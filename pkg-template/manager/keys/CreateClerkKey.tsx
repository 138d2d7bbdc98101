import type { APIKeyResource, CreateAPIKeyParams } from 'apikeys-wasm';
import { useCreateAPIKey } from 'apikeys-wasm/react';
import { Field } from '../ui/Field.js';
import { useLabels } from '../ui/language.js';
import { CreateKey } from './CreateKey.js';
import type { CreateDialogProps } from './dialogs.js';
import { ExpirationFields, lifetimeField, lifetimeOf, secondsOf } from './ExpirationFields.js';
import { fieldText } from './formFields.js';
import { NameField } from './NameField.js';

const fields = ['name', 'description', 'secondsUntilExpiration', lifetimeField] as const;

/** The dialog that creates a key of the user or of the active organization. */
export function CreateClerkKey(props: CreateDialogProps<APIKeyResource>) {
  const text = useLabels().create;
  const { mutateAsync: create } = useCreateAPIKey();
  return (
    <CreateKey
      title={text.titleClerk}
      fields={fields}
      create={async (form) => create(paramsOf(form, text.dateRequired))}
      {...props}
    >
      {(errors) => (
        <>
          <NameField error={errors.name} />
          <Field label={text.description} error={errors.description}>
            {(control) => <textarea {...control} name="description" rows={2} />}
          </Field>
          <ExpirationFields
            error={errors[lifetimeField] ?? errors.secondsUntilExpiration}
            hint="endOfDay"
          />
        </>
      )}
    </CreateKey>
  );
}

function paramsOf(form: FormData, dateRequired: string): CreateAPIKeyParams {
  return {
    name: fieldText(form, 'name'),
    description: fieldText(form, 'description') || null,
    secondsUntilExpiration: secondsOf(lifetimeOf(form, dateRequired)),
  };
}
