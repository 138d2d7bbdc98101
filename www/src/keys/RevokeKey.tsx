import type { APIKeyResource } from 'apikeys-wasm';
import type { SubmitEvent } from 'react';
import { Button } from '../ui/Button';
import { Dialog } from '../ui/Dialog';
import { ErrorBanner } from '../ui/ErrorBanner';
import { Field } from '../ui/Field';
import { useAction } from '../ui/useAction';
import { useAPIKeys } from './useAPIKeys';

interface Props {
  apiKey: APIKeyResource;
  onRevoked: (key: APIKeyResource) => void;
  onCancel: () => void;
}

export function RevokeKey({ apiKey, onRevoked, onCancel }: Props) {
  const apiKeys = useAPIKeys();
  const { pending, error, run } = useAction();

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const reason = String(new FormData(event.currentTarget).get('reason') ?? '').trim();
    run(async () => {
      onRevoked(await apiKeys.revoke({ apiKeyID: apiKey.id, revocationReason: reason || null }));
    });
  }

  return (
    <Dialog title={`Revoke “${apiKey.name}”?`} onCancel={pending ? undefined : onCancel}>
      <p>Whatever uses this key stops working at once. A revoked key never comes back.</p>
      <form onSubmit={submit}>
        {error !== undefined && <ErrorBanner error={error} />}
        <Field label="Reason (optional)">
          {(control) => <input {...control} name="reason" autoComplete="off" />}
        </Field>
        <div className="actions">
          <Button inactive={pending} onClick={onCancel}>
            Cancel
          </Button>
          <Button type="submit" look="danger" inactive={pending}>
            {pending ? 'Revoking…' : 'Revoke key'}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
