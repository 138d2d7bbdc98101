import type { APIKeyResource } from 'apikeys-wasm';
import { useUpdateAPIKey } from 'apikeys-wasm/react';
import type { SubmitEvent } from 'react';
import { Button } from '../ui/Button.js';
import { Dialog } from '../ui/Dialog.js';
import { ErrorBanner } from '../ui/ErrorBanner.js';
import { fieldErrors } from '../ui/errors.js';
import { Field } from '../ui/Field.js';
import { useLabels } from '../ui/language.js';
import { useAction } from '../ui/useAction.js';
import { useFirstInvalid } from '../ui/useFirstInvalid.js';
import type { EditDialogProps } from './dialogs.js';
import { fieldText } from './formFields.js';

const fields = ['description'] as const;

/** The dialog that changes the description of a key, which is all that a browser may change. */
export function EditKey({
  apiKey,
  onChanged,
  onFailed,
  onCancel,
}: EditDialogProps<APIKeyResource>) {
  const labels = useLabels();
  const text = labels.edit;
  const { mutateAsync: update } = useUpdateAPIKey();
  const { pending, error, run } = useAction();
  const { errors, hasOtherErrors } = fieldErrors(error, fields, labels);
  const form = useFirstInvalid(error);

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const description = fieldText(new FormData(event.currentTarget), 'description') || null;
    run(async () => {
      try {
        onChanged(await update({ apiKeyID: apiKey.id, description }));
      } catch (error) {
        onFailed(error);
        throw error;
      }
    });
  }

  return (
    <Dialog title={text.title(apiKey.name)} onCancel={pending ? undefined : onCancel}>
      <form ref={form} onSubmit={submit} noValidate>
        {hasOtherErrors && <ErrorBanner error={error} />}
        <Field label={text.description} hint={text.hint} error={errors.description}>
          {(control) => (
            <textarea
              {...control}
              name="description"
              rows={3}
              defaultValue={apiKey.description ?? ''}
            />
          )}
        </Field>
        <div className="apikeys-actions">
          <Button inactive={pending} onClick={onCancel}>
            {labels.page.cancel}
          </Button>
          <Button type="submit" variant="primary" inactive={pending}>
            {pending ? text.saving : text.save}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
