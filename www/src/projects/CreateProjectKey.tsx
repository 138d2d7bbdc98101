import type {
  CreateProjectAPIKeyParams,
  ProjectAPIKeyResource,
  ProjectAPIKeys,
} from 'apikeys-wasm';
import { useCreateAPIKey } from 'apikeys-wasm/react';
import { CreateKey, textOf } from '../keys/CreateKey';
import { daysOf, Expiration, expirationField, lifetimeOf } from '../keys/Expiration';
import type { Creating } from '../keys/Keys';
import { Name } from '../keys/Name';
import { texts } from '../texts';
import { Scopes, scopesOf } from './Scopes';

/** `expiresDays` is what the server calls `daysUntilExpiration`. */
const fields = ['name', 'scopes', 'daysUntilExpiration', 'expiresDays', expirationField] as const;

/** The form for a key of a project. */
export function CreateProjectKey(creating: Creating<ProjectAPIKeyResource>) {
  const { mutateAsync: create } = useCreateAPIKey<ProjectAPIKeys>();
  return (
    <CreateKey
      title={texts.create.ofProject}
      fields={fields}
      create={async (form) => create(paramsOf(form))}
      {...creating}
    >
      {(errors) => (
        <>
          <Name error={errors.name} />
          <Scopes error={errors.scopes} />
          <Expiration
            error={errors[expirationField] ?? errors.daysUntilExpiration ?? errors.expiresDays}
            hint="sameTime"
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
    daysUntilExpiration: daysOf(lifetimeOf(form)),
  };
}
