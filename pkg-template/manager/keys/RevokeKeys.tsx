import { type SubmitEvent, useState } from 'react';
import { Button } from '../ui/Button.js';
import { Dialog } from '../ui/Dialog.js';
import { errorLine } from '../ui/errors.js';
import { useLabels } from '../ui/language.js';
import type { Key, KeyCalls } from './key.js';
import { ReasonField, reasonParams } from './ReasonField.js';
import { useRevocations } from './useRevocations.js';

/** The dialog lists at most this many names. */
const maxNames = 8;

interface Props<K extends Key> {
  keys: K[];
  revoke: KeyCalls<K>['revoke'];
  withReason: boolean;
  /** A key is revoked. */
  onRevoked: (key: K) => void;
  /** A key could not be revoked, and the dialog shows why. */
  onFailed: (error: unknown) => void;
  /** `count` keys are revoked: all of them, or fewer. */
  onEnd: (count: number) => void;
  onCancel: () => void;
}

/** The dialog that revokes many keys after one confirmation. */
export function RevokeKeys<K extends Key>(props: Props<K>) {
  const { keys, revoke, withReason, onRevoked, onFailed, onEnd, onCancel } = props;
  const labels = useLabels();
  const text = labels.revoke;
  const [reason, setReason] = useState<ReturnType<typeof reasonParams>>({});
  const batch = useRevocations(keys, revoke, { onRevoked, onFailed, onEnd });
  const { state, done, failed, left } = batch;

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const params = reasonParams(event.currentTarget, withReason);
    setReason(params);
    batch.start(params);
  }

  if (state === 'confirming') {
    return (
      <Dialog key="confirming" title={text.titleMany(keys.length)} onCancel={onCancel}>
        <p>{text.bodyMany}</p>
        <Names keys={keys} />
        <form onSubmit={submit}>
          {withReason && <ReasonField label={text.reason} />}
          <div className="apikeys-actions">
            <Button onClick={onCancel}>{labels.page.cancel}</Button>
            <Button type="submit" variant="danger">
              {text.revokeMany(keys.length)}
            </Button>
          </div>
        </form>
      </Dialog>
    );
  }

  const progress = text.progress(done, keys.length);
  return (
    // Each state has its own React key: a new dialog sets its initial focus.
    <Dialog
      key={state === 'ended' ? 'ended' : 'running'}
      title={state === 'ended' ? text.incomplete : text.revoking}
    >
      <progress value={done} max={keys.length} aria-label={progress} />
      <p role="status">{progress}</p>
      {state === 'ended' && failed.length > 0 && (
        <div role="alert">
          <p>{text.failed(failed.length)}</p>
          <ul className="apikeys-names">
            {failed.slice(0, maxNames).map(({ key, error }) => (
              <li key={key.id}>{text.failure(key.name, errorLine(error, labels))}</li>
            ))}
            <More count={failed.length - maxNames} />
          </ul>
        </div>
      )}
      {state === 'ended' && left > 0 && <p role="alert">{text.stopped(left)}</p>}
      <div className="apikeys-actions">
        {state === 'ended' ? (
          <>
            <Button onClick={() => onEnd(done)}>{labels.page.close}</Button>
            <Button variant="danger" onClick={() => batch.start(reason)}>
              {text.retry}
            </Button>
          </>
        ) : (
          <Button inactive={state === 'stopping'} onClick={batch.stop}>
            {state === 'stopping' ? text.stopping : text.stop}
          </Button>
        )}
      </div>
    </Dialog>
  );
}

function Names({ keys }: { keys: Key[] }) {
  return (
    <ul className="apikeys-names">
      {keys.slice(0, maxNames).map(({ id, name }) => (
        <li key={id}>{name}</li>
      ))}
      <More count={keys.length - maxNames} />
    </ul>
  );
}

function More({ count }: { count: number }) {
  const text = useLabels().revoke;
  return count > 0 && <li className="apikeys-muted">{text.andMore(count)}</li>;
}
