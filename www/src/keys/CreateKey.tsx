import { CreateOutcomeUnknownError } from 'apikeys-wasm';
import type { ReactNode, SubmitEvent } from 'react';
import { texts } from '../texts';
import { Button } from '../ui/Button';
import { Dialog } from '../ui/Dialog';
import { ErrorBanner } from '../ui/ErrorBanner';
import { fieldErrors } from '../ui/errors';
import { useAction } from '../ui/useAction';
import { useFirstInvalid } from '../ui/useFirstInvalid';
import type { Creating } from './Keys';
import type { Key } from './key';

const words = texts.create;

interface Props<K extends Key, F extends string> extends Creating<K> {
  title: string;
  /** The form's fields, by the names of the parameters. */
  fields: readonly F[];
  create: (form: FormData) => Promise<K>;
  /** Renders the fields, each with what is wrong with it. */
  children: (errors: Partial<Record<F, string>>) => ReactNode;
}

/** The dialog that creates a key of any kind. */
export function CreateKey<K extends Key, F extends string>(props: Props<K, F>) {
  const { title, fields, create, onCreated, onLost, onCancel, children } = props;
  const { pending, error, run } = useAction();
  const { errors, elsewhere } = fieldErrors(error, fields);
  const form = useFirstInvalid(error);

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    run(async () => {
      try {
        onCreated(await create(data));
      } catch (error) {
        if (!(error instanceof CreateOutcomeUnknownError)) throw error;
        onLost(textOf(data, 'name'), error);
      }
    });
  }

  return (
    <Dialog title={title} onCancel={pending ? undefined : onCancel}>
      {/* The module and the server judge what is typed, in their words; the browser need not. */}
      <form ref={form} onSubmit={submit} noValidate>
        {elsewhere && <ErrorBanner error={error} />}
        {children(errors)}
        <div className="actions">
          <Button inactive={pending} onClick={onCancel}>
            {texts.page.cancel}
          </Button>
          <Button type="submit" look="primary" inactive={pending}>
            {pending ? words.creating : words.create}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

/** What was typed into a field. */
export function textOf(form: FormData, name: string): string {
  return String(form.get(name) ?? '').trim();
}
