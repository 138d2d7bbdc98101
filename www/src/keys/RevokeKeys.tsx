import { type SubmitEvent, useState } from 'react';
import { texts } from '../texts';
import { Button } from '../ui/Button';
import { Dialog } from '../ui/Dialog';
import { messageOf } from '../ui/errors';
import type { Key, KeyActions } from './key';
import { ReasonField, reasonParams } from './ReasonField';
import { useRevocations } from './useRevocations';

const text = texts.revoke;

/** The dialog lists at most this many names. */
const maxNames = 8;

interface Props<K extends Key> {
  keys: K[];
  revoke: KeyActions<K>['revoke'];
  withReason: boolean;
  /** `count` keys are revoked: all of them, or fewer. */
  onEnd: (count: number) => void;
  onCancel: () => void;
}

/** The dialog that revokes many keys after one confirmation. */
export function RevokeKeys<K extends Key>(props: Props<K>) {
  const { keys, revoke, withReason, onEnd, onCancel } = props;
  const [reason, setReason] = useState<ReturnType<typeof reasonParams>>({});
  const batch = useRevocations(keys, revoke, onEnd);
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
          <div className="actions">
            <Button onClick={onCancel}>{texts.page.cancel}</Button>
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
          <ul className="names">
            {failed.slice(0, maxNames).map(({ key, error }) => (
              <li key={key.id}>
                <strong>{key.name}</strong>: {messageOf(error)}
              </li>
            ))}
            <More count={failed.length - maxNames} />
          </ul>
        </div>
      )}
      {state === 'ended' && left > 0 && <p role="alert">{text.stopped(left)}</p>}
      <div className="actions">
        {state === 'ended' ? (
          <>
            <Button onClick={() => onEnd(done)}>{texts.page.close}</Button>
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
    <ul className="names">
      {keys.slice(0, maxNames).map(({ id, name }) => (
        <li key={id}>{name}</li>
      ))}
      <More count={keys.length - maxNames} />
    </ul>
  );
}

function More({ count }: { count: number }) {
  return count > 0 && <li className="muted">{text.andMore(count)}</li>;
}
