import type { CreateOutcomeUnknownError } from 'apikeys-wasm';
import { useEffect, useState } from 'react';
import { texts } from '../texts';
import { Button } from '../ui/Button';
import { Dialog } from '../ui/Dialog';
import { ErrorBanner } from '../ui/ErrorBanner';
import { Moment } from '../ui/Moment';
import { useAction } from '../ui/useAction';
import { useLeaving } from '../ui/useLeaving';
import type { Key } from './key';

const words = texts.lost;

interface Props<K extends Key> {
  name: string;
  error: CreateOutcomeUnknownError;
  onCreated: (key: K) => void;
  /** Whoever clicked leaves it as it is. */
  onLeft: () => void;
}

/** A create's answer was lost: what the server made of it, and the way to a key whose secret is known. */
export function LostAnswer<K extends Key>({ name, error, onCreated, onLeft }: Props<K>) {
  const [found, setFound] = useState<Key[]>();
  const looking = useAction();
  const recreating = useAction();
  const signal = useLeaving();
  const pending = looking.pending || recreating.pending;

  const look = () =>
    looking.run(async () => setFound(await error.candidates({ signal: signal() })));

  // biome-ignore lint/correctness/useExhaustiveDependencies: it looks by itself once, and again when it is asked to
  useEffect(() => {
    look();
  }, []);

  const recreate = () =>
    recreating.run(async () => {
      // The object that was asked to create it makes keys of the same kind.
      onCreated((await error.recreate({ signal: signal() })) as unknown as K);
    });

  return (
    <Dialog title={words.title} onCancel={pending ? undefined : onLeft}>
      <p>{words.words(name)}</p>
      <div role="status">
        {looking.pending && <p className="muted">{words.looking}</p>}
        {found && !looking.pending && <Found keys={found} />}
      </div>
      {looking.error !== undefined && <ErrorBanner error={looking.error} />}
      {recreating.error !== undefined && <ErrorBanner error={recreating.error} />}
      <div className="actions">
        <Button look="quiet" inactive={pending} onClick={onLeft}>
          {words.leave}
        </Button>
        <Button inactive={pending} onClick={look}>
          {words.look}
        </Button>
        <Button look="primary" inactive={pending} onClick={recreate}>
          {recreating.pending
            ? words.recreating
            : found?.length
              ? words.recreate
              : words.recreateNothing}
        </Button>
      </div>
    </Dialog>
  );
}

function Found({ keys }: { keys: Key[] }) {
  if (keys.length === 0) return <p>{words.nothing}</p>;
  return (
    <>
      <p>{keys.length === 1 ? words.found : words.foundMany}</p>
      <ul className="names">
        {keys.map(({ id, name, createdAt }) => (
          <li key={id}>
            <strong>{name}</strong>, {words.made} <Moment date={createdAt} />
          </li>
        ))}
      </ul>
    </>
  );
}
