import type {
  CreateProjectAPIKeyParams,
  ProjectAPIKeyResource,
  ProjectAPIKeys,
} from 'apikeys-wasm';
import { useCreateAPIKey } from 'apikeys-wasm/react';
import { CreateKey } from '../keys/CreateKey';
import type { CreateDialogProps } from '../keys/dialogs';
import { daysOf, ExpirationFields, lifetimeField, lifetimeOf } from '../keys/ExpirationFields';
import { fieldText } from '../keys/formFields';
import { NameField } from '../keys/NameField';
import { texts } from '../texts';
import { ScopesField, scopesOf } from './ScopesField';

/** The server's name for `daysUntilExpiration` is `expires_days`. */
const fields = ['name', 'scopes', 'daysUntilExpiration', 'expiresDays', lifetimeField] as const;

/** The dialog that creates a key of a project. */
export function CreateProjectKey(props: CreateDialogProps<ProjectAPIKeyResource>) {
  const { mutateAsync: create } = useCreateAPIKey<ProjectAPIKeys>();
  return (
    <CreateKey
      title={texts.create.titleProject}
      fields={fields}
      create={async (form) => create(paramsOf(form))}
      {...props}
    >
      {(errors) => (
        <>
          <NameField error={errors.name} />
          <ScopesField error={errors.scopes} />
          <ExpirationFields
            error={errors[lifetimeField] ?? errors.daysUntilExpiration ?? errors.expiresDays}
            hint="sameTime"
          />
        </>
      )}
    </CreateKey>
  );
}

function paramsOf(form: FormData): CreateProjectAPIKeyParams {
  return {
    name: fieldText(form, 'name'),
    scopes: scopesOf(form),
    daysUntilExpiration: daysOf(lifetimeOf(form)),
  };
}
