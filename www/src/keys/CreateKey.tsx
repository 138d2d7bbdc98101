import type { APIKeyResource, CreateAPIKeyParams } from 'apikeys-wasm';
import { type SubmitEvent, useEffect, useRef } from 'react';
import { Button } from '../ui/Button';
import { Dialog } from '../ui/Dialog';
import { ErrorBanner } from '../ui/ErrorBanner';
import { fieldErrors } from '../ui/errors';
import { Field } from '../ui/Field';
import { useAction } from '../ui/useAction';
import { useAPIKeys } from './useAPIKeys';

const fields = ['name', 'description', 'secondsUntilExpiration'] as const;

const secondsPerDay = 24 * 60 * 60;

const lifetimes = [
  { label: '1 day', days: 1 },
  { label: '7 days', days: 7 },
  { label: '30 days', days: 30 },
  { label: '90 days', days: 90 },
  { label: '1 year', days: 365 },
];

interface Props {
  onCreated: (key: APIKeyResource) => void;
  onCancel: () => void;
}

export function CreateKey({ onCreated, onCancel }: Props) {
  const apiKeys = useAPIKeys();
  const { pending, error, run } = useAction();
  const errors = fieldErrors(error, fields);
  const elsewhere = error !== undefined && Object.keys(errors).length === 0;

  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (error !== undefined) form.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus();
  }, [error]);

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const params = paramsOf(new FormData(event.currentTarget));
    run(async () => onCreated(await apiKeys.create(params)));
  }

  return (
    <Dialog title="Create an API key" onCancel={pending ? undefined : onCancel}>
      {/* The module and the server judge what is typed, in their words; the browser need not. */}
      <form ref={form} onSubmit={submit} noValidate>
        {elsewhere && <ErrorBanner error={error} />}
        <Field label="Name" hint="What will use it, such as “Nightly backup”." error={errors.name}>
          {(control) => <input {...control} name="name" required autoComplete="off" />}
        </Field>
        <Field label="Description (optional)" error={errors.description}>
          {(control) => <textarea {...control} name="description" rows={2} />}
        </Field>
        <Field label="Expiration" error={errors.secondsUntilExpiration}>
          {(control) => (
            <select {...control} name="days" defaultValue="90">
              {lifetimes.map(({ label, days }) => (
                <option key={days} value={days}>
                  {label}
                </option>
              ))}
              <option value="">Never</option>
            </select>
          )}
        </Field>
        <div className="actions">
          <Button inactive={pending} onClick={onCancel}>
            Cancel
          </Button>
          <Button type="submit" look="primary" inactive={pending}>
            {pending ? 'Creating…' : 'Create'}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function paramsOf(form: FormData): CreateAPIKeyParams {
  const text = (name: string) => String(form.get(name) ?? '').trim();
  const days = text('days');
  return {
    name: text('name'),
    description: text('description') || null,
    secondsUntilExpiration: days ? Number(days) * secondsPerDay : null,
  };
}
