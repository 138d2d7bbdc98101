import type { APIKeyResource, CreateAPIKeyParams } from 'apikeys-wasm';
import { useCreateAPIKey } from 'apikeys-wasm/react';
import { texts } from '../texts';
import { Field } from '../ui/Field';
import { CreateKey } from './CreateKey';
import type { CreateDialogProps } from './dialogs';
import { ExpirationFields, lifetimeField, lifetimeOf, secondsOf } from './ExpirationFields';
import { fieldText } from './formFields';
import { NameField } from './NameField';

const text = texts.create;
const fields = ['name', 'description', 'secondsUntilExpiration', lifetimeField] as const;

/** The dialog that creates a key of the user or of the active organization. */
export function CreateClerkKey(props: CreateDialogProps<APIKeyResource>) {
  const { mutateAsync: create } = useCreateAPIKey();
  return (
    <CreateKey
      title={text.titleClerk}
      fields={fields}
      create={async (form) => create(paramsOf(form))}
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

function paramsOf(form: FormData): CreateAPIKeyParams {
  return {
    name: fieldText(form, 'name'),
    description: fieldText(form, 'description') || null,
    secondsUntilExpiration: secondsOf(lifetimeOf(form)),
  };
}
