import { CreateOutcomeUnknownError } from 'apikeys-wasm';
import type { ReactNode, SubmitEvent } from 'react';
import { Button } from '../ui/Button.js';
import { Dialog } from '../ui/Dialog.js';
import { ErrorBanner } from '../ui/ErrorBanner.js';
import { FieldError, fieldErrors } from '../ui/errors.js';
import { useLabels } from '../ui/language.js';
import { useAction } from '../ui/useAction.js';
import { useFirstInvalid } from '../ui/useFirstInvalid.js';
import type { CreateDialogProps } from './dialogs.js';
import { fieldText } from './formFields.js';
import type { Key } from './key.js';

interface Props<K extends Key, F extends string> extends CreateDialogProps<K> {
  title: string;
  /** The names of the form's fields, which are the names of the parameters. */
  fields: readonly F[];
  create: (form: FormData) => Promise<K>;
  /** Renders the fields with their error messages. */
  children: (errors: Partial<Record<F, string>>) => ReactNode;
}

/** The dialog that creates a key of either kind. */
export function CreateKey<K extends Key, F extends string>(props: Props<K, F>) {
  const { title, fields, create, onCreated, onLost, onFailed, onCancel, children } = props;
  const labels = useLabels();
  const text = labels.create;
  const { pending, error, run } = useAction();
  const { errors, hasOtherErrors } = fieldErrors(error, fields, labels);
  const form = useFirstInvalid(error);

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const name = fieldText(data, 'name');
    run(async () => {
      try {
        onCreated(await create(data));
      } catch (error) {
        if (error instanceof CreateOutcomeUnknownError) return onLost(name, error);
        if (!(error instanceof FieldError)) onFailed(name, error);
        throw error;
      }
    });
  }

  return (
    <Dialog title={title} onCancel={pending ? undefined : onCancel}>
      {/* The package and the server validate the input, so the browser does not. */}
      <form ref={form} onSubmit={submit} noValidate>
        {hasOtherErrors && <ErrorBanner error={error} />}
        {children(errors)}
        <div className="apikeys-actions">
          <Button inactive={pending} onClick={onCancel}>
            {labels.page.cancel}
          </Button>
          <Button type="submit" variant="primary" inactive={pending}>
            {pending ? text.creating : text.create}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
