import type {
  CreateProjectAPIKeyParams,
  ProjectAPIKeyResource,
  ProjectAPIKeys,
} from 'apikeys-wasm';
import { useCreateAPIKey } from 'apikeys-wasm/react';
import { CreateKey, textOf } from '../keys/CreateKey';
import { daysOf, Expiration } from '../keys/Expiration';
import type { Creating } from '../keys/Keys';
import { Name } from '../keys/Name';
import { Scopes, scopesOf } from './Scopes';

/** `expiresDays` is what the server calls `daysUntilExpiration`. */
const fields = ['name', 'scopes', 'daysUntilExpiration', 'expiresDays'] as const;

const lifetimes = [
  { label: '7 days', days: 7 },
  { label: '30 days', days: 30 },
  { label: '90 days', days: 90 },
];

/** The form for a key of a project. */
export function CreateProjectKey(creating: Creating<ProjectAPIKeyResource>) {
  const { mutateAsync: create } = useCreateAPIKey<ProjectAPIKeys>();
  return (
    <CreateKey
      title="Create a project key"
      fields={fields}
      create={(form) => create(paramsOf(form))}
      {...creating}
    >
      {(errors) => (
        <>
          <Name error={errors.name} />
          <Scopes error={errors.scopes} />
          <Expiration
            choices={lifetimes}
            error={errors.daysUntilExpiration ?? errors.expiresDays}
          />
        </>
      )}
    </CreateKey>
  );
}

function paramsOf(form: FormData): CreateProjectAPIKeyParams {
  return {
    name: textOf(form, 'name'),
    scopes: scopesOf(form),
    daysUntilExpiration: daysOf(form),
  };
}
