import type { APIKeyResource, CreateAPIKeyParams } from 'apikeys-wasm';
import { useCreateAPIKey } from 'apikeys-wasm/react';
import { Field } from '../ui/Field';
import { CreateKey, textOf } from './CreateKey';
import { daysOf, Expiration } from './Expiration';
import type { Creating } from './Keys';
import { Name } from './Name';

const fields = ['name', 'description', 'secondsUntilExpiration'] as const;

const secondsPerDay = 24 * 60 * 60;

const lifetimes = [
  { label: '1 day', days: 1 },
  { label: '7 days', days: 7 },
  { label: '30 days', days: 30 },
  { label: '90 days', days: 90 },
  { label: '1 year', days: 365 },
];

/** The form for a key of the user, or of the active organization. */
export function CreateOwnKey(creating: Creating<APIKeyResource>) {
  const { mutateAsync: create } = useCreateAPIKey();
  return (
    <CreateKey
      title="Create an API key"
      fields={fields}
      create={(form) => create(paramsOf(form))}
      {...creating}
    >
      {(errors) => (
        <>
          <Name error={errors.name} />
          <Field label="Description (optional)" error={errors.description}>
            {(control) => <textarea {...control} name="description" rows={2} />}
          </Field>
          <Expiration choices={lifetimes} error={errors.secondsUntilExpiration} />
        </>
      )}
    </CreateKey>
  );
}

function paramsOf(form: FormData): CreateAPIKeyParams {
  const days = daysOf(form);
  return {
    name: textOf(form, 'name'),
    description: textOf(form, 'description') || null,
    secondsUntilExpiration: days && days * secondsPerDay,
  };
}
