import { type SubmitEvent, useState } from 'react';
import { texts } from '../texts';
import { Button } from '../ui/Button';
import { Dialog } from '../ui/Dialog';
import { messageOf } from '../ui/errors';
import type { Key, KeyActions } from './key';
import { Reason, revocationOf } from './Reason';
import { useRevocations } from './useRevocations';

const words = texts.revoke;

/** More names than this nobody reads. */
const named = 8;

interface Props<K extends Key> {
  keys: K[];
  revoke: KeyActions<K>['revoke'];
  withReason: boolean;
  /** So many are revoked, all of them or some. */
  onEnd: (count: number) => void;
  onCancel: () => void;
}

/** Many keys, one confirmation. */
export function RevokeKeys<K extends Key>(props: Props<K>) {
  const { keys, revoke, withReason, onEnd, onCancel } = props;
  const [reason, setReason] = useState<ReturnType<typeof revocationOf>>({});
  const work = useRevocations(keys, revoke, onEnd);
  const { state, done, failed, left } = work;

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const given = revocationOf(event.currentTarget, withReason);
    setReason(given);
    work.begin(given);
  }

  if (state === 'asking') {
    return (
      <Dialog key="asking" title={words.titleMany(keys.length)} onCancel={onCancel}>
        <p>{words.wordsMany}</p>
        <Names keys={keys} />
        <form onSubmit={submit}>
          {withReason && <Reason label={words.reason} />}
          <div className="actions">
            <Button onClick={onCancel}>{texts.page.cancel}</Button>
            <Button type="submit" look="danger">
              {words.revokeMany(keys.length)}
            </Button>
          </div>
        </form>
      </Dialog>
    );
  }

  const progress = words.progress(done, keys.length);
  return (
    // Another dialog than the one that asked, and another once it has ended: each begins with a focus of its own.
    <Dialog
      key={state === 'ended' ? 'ended' : 'running'}
      title={state === 'ended' ? words.notAll : words.revoking}
    >
      <progress value={done} max={keys.length} aria-label={progress} />
      <p role="status">{progress}</p>
      {state === 'ended' && failed.length > 0 && (
        <div role="alert">
          <p>{words.failed(failed.length)}</p>
          <ul className="names">
            {failed.slice(0, named).map(({ key, error }) => (
              <li key={key.id}>
                <strong>{key.name}</strong>: {messageOf(error)}
              </li>
            ))}
            <More count={failed.length - named} />
          </ul>
        </div>
      )}
      {state === 'ended' && left > 0 && <p role="alert">{words.stopped(left)}</p>}
      <div className="actions">
        {state === 'ended' ? (
          <>
            <Button onClick={() => onEnd(done)}>{texts.page.close}</Button>
            <Button look="danger" onClick={() => work.begin(reason)}>
              {words.retry}
            </Button>
          </>
        ) : (
          <Button inactive={state === 'stopping'} onClick={work.stop}>
            {state === 'stopping' ? words.stopping : words.stop}
          </Button>
        )}
      </div>
    </Dialog>
  );
}

function Names({ keys }: { keys: Key[] }) {
  return (
    <ul className="names">
      {keys.slice(0, named).map(({ id, name }) => (
        <li key={id}>{name}</li>
      ))}
      <More count={keys.length - named} />
    </ul>
  );
}

function More({ count }: { count: number }) {
  return count > 0 && <li className="muted">{words.andMore(count)}</li>;
}
