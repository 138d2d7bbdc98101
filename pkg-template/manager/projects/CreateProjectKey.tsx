import type {
  CreateProjectAPIKeyParams,
  ProjectAPIKeyResource,
  ProjectAPIKeys,
} from 'apikeys-wasm';
import { useCreateAPIKey } from 'apikeys-wasm/react';
import { CreateKey } from '../keys/CreateKey.js';
import type { CreateDialogProps } from '../keys/dialogs.js';
import { daysOf, ExpirationFields, lifetimeField, lifetimeOf } from '../keys/ExpirationFields.js';
import { fieldText } from '../keys/formFields.js';
import { NameField } from '../keys/NameField.js';
import { useLabels } from '../ui/language.js';
import { ScopesField, scopesOf } from './ScopesField.js';

/** The server's name for `daysUntilExpiration` is `expires_days`. */
const fields = ['name', 'scopes', 'daysUntilExpiration', 'expiresDays', lifetimeField] as const;

/** The dialog that creates a key of a project. */
export function CreateProjectKey(props: CreateDialogProps<ProjectAPIKeyResource>) {
  const text = useLabels().create;
  const { mutateAsync: create } = useCreateAPIKey<ProjectAPIKeys>();
  return (
    <CreateKey
      title={text.titleProject}
      fields={fields}
      create={async (form) => create(paramsOf(form, text.dateRequired))}
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

function paramsOf(form: FormData, dateRequired: string): CreateProjectAPIKeyParams {
  return {
    name: fieldText(form, 'name'),
    scopes: scopesOf(form),
    daysUntilExpiration: daysOf(lifetimeOf(form, dateRequired)),
  };
}
