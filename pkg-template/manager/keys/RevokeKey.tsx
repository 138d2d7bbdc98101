import type { SubmitEvent } from 'react';
import { Button } from '../ui/Button.js';
import { Dialog } from '../ui/Dialog.js';
import { ErrorBanner } from '../ui/ErrorBanner.js';
import { useLabels } from '../ui/language.js';
import { useAction } from '../ui/useAction.js';
import { useUnmountSignal } from '../ui/useUnmountSignal.js';
import type { Key, KeyCalls } from './key.js';
import { ReasonField, reasonParams } from './ReasonField.js';

interface Props<K extends Key> {
  apiKey: K;
  revoke: KeyCalls<K>['revoke'];
  /** Whether the server accepts a reason. */
  withReason: boolean;
  onRevoked: (key: K) => void;
  /** The revocation failed, and the dialog shows why. */
  onFailed: (error: unknown) => void;
  onCancel: () => void;
}

export function RevokeKey<K extends Key>(props: Props<K>) {
  const { apiKey, revoke, withReason, onRevoked, onFailed, onCancel } = props;
  const labels = useLabels();
  const text = labels.revoke;
  const { pending, error, run } = useAction();
  const signal = useUnmountSignal();

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const params = { apiKeyID: apiKey.id, ...reasonParams(event.currentTarget, withReason) };
    run(async () => {
      try {
        onRevoked(await revoke(params, { signal: signal() }));
      } catch (error) {
        onFailed(error);
        throw error;
      }
    });
  }

  return (
    <Dialog title={text.title(apiKey.name)} onCancel={pending ? undefined : onCancel}>
      <p>{text.body}</p>
      <form onSubmit={submit}>
        {error !== undefined && <ErrorBanner error={error} />}
        {withReason && <ReasonField label={text.reason} />}
        <div className="apikeys-actions">
          <Button inactive={pending} onClick={onCancel}>
            {labels.page.cancel}
          </Button>
          <Button type="submit" variant="danger" inactive={pending}>
            {pending ? text.revoking : text.revoke}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
