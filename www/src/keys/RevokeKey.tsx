import type { SubmitEvent } from 'react';
import { texts } from '../texts';
import { Button } from '../ui/Button';
import { Dialog } from '../ui/Dialog';
import { ErrorBanner } from '../ui/ErrorBanner';
import { useAction } from '../ui/useAction';
import { useUnmountSignal } from '../ui/useUnmountSignal';
import type { Key, KeyActions } from './key';
import { ReasonField, reasonParams } from './ReasonField';

const text = texts.revoke;

interface Props<K extends Key> {
  apiKey: K;
  revoke: KeyActions<K>['revoke'];
  /** Whether the server accepts a reason. */
  withReason: boolean;
  onRevoked: (key: K) => void;
  onCancel: () => void;
}

export function RevokeKey<K extends Key>(props: Props<K>) {
  const { apiKey, revoke, withReason, onRevoked, onCancel } = props;
  const { pending, error, run } = useAction();
  const signal = useUnmountSignal();

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const params = { apiKeyID: apiKey.id, ...reasonParams(event.currentTarget, withReason) };
    run(async () => onRevoked(await revoke(params, { signal: signal() })));
  }

  return (
    <Dialog title={text.title(apiKey.name)} onCancel={pending ? undefined : onCancel}>
      <p>{text.body}</p>
      <form onSubmit={submit}>
        {error !== undefined && <ErrorBanner error={error} />}
        {withReason && <ReasonField label={text.reason} />}
        <div className="actions">
          <Button inactive={pending} onClick={onCancel}>
            {texts.page.cancel}
          </Button>
          <Button type="submit" variant="danger" inactive={pending}>
            {pending ? text.revoking : text.revoke}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
