import type { SubmitEvent } from 'react';
import { Button } from '../ui/Button';
import { Dialog } from '../ui/Dialog';
import { ErrorBanner } from '../ui/ErrorBanner';
import { Field } from '../ui/Field';
import { useAction } from '../ui/useAction';
import type { Key, KeyActions } from './key';

interface Props<K extends Key> {
  apiKey: K;
  revoke: KeyActions<K>['revoke'];
  /** Whether a reason can be given. */
  withReason: boolean;
  onRevoked: (key: K) => void;
  onCancel: () => void;
}

export function RevokeKey<K extends Key>(props: Props<K>) {
  const { apiKey, revoke, withReason, onRevoked, onCancel } = props;
  const { pending, error, run } = useAction();

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const reason = String(new FormData(event.currentTarget).get('reason') ?? '').trim();
    const apiKeyID = apiKey.id;
    const params = withReason ? { apiKeyID, revocationReason: reason || null } : { apiKeyID };
    run(async () => onRevoked(await revoke(params)));
  }

  return (
    <Dialog title={`Revoke “${apiKey.name}”?`} onCancel={pending ? undefined : onCancel}>
      <p>Whatever uses this key stops working at once. A revoked key never comes back.</p>
      <form onSubmit={submit}>
        {error !== undefined && <ErrorBanner error={error} />}
        {withReason && (
          <Field label="Reason (optional)">
            {(control) => <input {...control} name="reason" autoComplete="off" />}
          </Field>
        )}
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
