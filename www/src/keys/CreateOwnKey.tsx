import type { APIKeyResource, CreateAPIKeyParams } from 'apikeys-wasm';
import { useCreateAPIKey } from 'apikeys-wasm/react';
import { texts } from '../texts';
import { Field } from '../ui/Field';
import { CreateKey, textOf } from './CreateKey';
import { Expiration, expirationField, lifetimeOf, secondsOf } from './Expiration';
import type { Creating } from './Keys';
import { Name } from './Name';

const words = texts.create;
const fields = ['name', 'description', 'secondsUntilExpiration', expirationField] as const;

/** The form for a key of the user, or of the active organization. */
export function CreateOwnKey(creating: Creating<APIKeyResource>) {
  const { mutateAsync: create } = useCreateAPIKey();
  return (
    <CreateKey
      title={words.own}
      fields={fields}
      create={async (form) => create(paramsOf(form))}
      {...creating}
    >
      {(errors) => (
        <>
          <Name error={errors.name} />
          <Field label={words.description} error={errors.description}>
            {(control) => <textarea {...control} name="description" rows={2} />}
          </Field>
          <Expiration
            error={errors[expirationField] ?? errors.secondsUntilExpiration}
            hint="endOfDay"
          />
        </>
      )}
    </CreateKey>
  );
}

function paramsOf(form: FormData): CreateAPIKeyParams {
  return {
    name: textOf(form, 'name'),
    description: textOf(form, 'description') || null,
    secondsUntilExpiration: secondsOf(lifetimeOf(form)),
  };
}
