import { useEffect, useState } from 'react';
import { Button } from '../ui/Button.js';
import { Dialog } from '../ui/Dialog.js';
import { ErrorBanner } from '../ui/ErrorBanner.js';
import { useLabels, useLanguage } from '../ui/language.js';
import { useAction } from '../ui/useAction.js';
import { useUnmountSignal } from '../ui/useUnmountSignal.js';
import type { Key, LostError } from './key.js';

interface Props {
  /** Says what was created when the response was lost. */
  body: string;
  error: LostError;
  /** The state of the call of `recreate()`. */
  recreation: { pending: boolean; error?: unknown };
  onRecreate: () => void;
  /** The candidates could not be listed, and the dialog shows why. */
  onFailed: (error: unknown) => void;
  /** The user leaves things as they are. */
  onLeave: () => void;
}

/** The response of a create was lost. Shows the keys that the server may have created, and offers to create again. */
export function LostResponse(props: Props) {
  const { body, error, recreation, onRecreate, onFailed, onLeave } = props;
  const text = useLabels().lost;
  const [candidates, setCandidates] = useState<Key[]>();
  const search = useAction();
  const signal = useUnmountSignal();
  const pending = search.pending || recreation.pending;

  const findCandidates = () =>
    search.run(async () => {
      try {
        setCandidates(await error.candidates({ signal: signal() }));
      } catch (failure) {
        onFailed(failure);
        throw failure;
      }
    });

  // biome-ignore lint/correctness/useExhaustiveDependencies: searches once on mount, then only on a click
  useEffect(() => {
    // Not at once: StrictMode unmounts each component once, which would abort the search.
    const timer = setTimeout(findCandidates);
    return () => clearTimeout(timer);
  }, []);

  return (
    <Dialog title={text.title} onCancel={pending ? undefined : onLeave}>
      <p>{body}</p>
      <div role="status">
        {search.pending && <p className="apikeys-muted">{text.looking}</p>}
        {candidates && !search.pending && <Candidates keys={candidates} />}
      </div>
      {search.error !== undefined && <ErrorBanner error={search.error} />}
      {recreation.error !== undefined && <ErrorBanner error={recreation.error} />}
      <div className="apikeys-actions">
        <Button variant="quiet" inactive={pending} onClick={onLeave}>
          {text.leave}
        </Button>
        <Button inactive={pending} onClick={findCandidates}>
          {text.look}
        </Button>
        <Button variant="primary" inactive={pending} onClick={onRecreate}>
          {recreation.pending
            ? text.recreating
            : candidates?.length
              ? text.recreate
              : text.createAgain}
        </Button>
      </div>
    </Dialog>
  );
}

function Candidates({ keys }: { keys: Key[] }) {
  const { labels, formats } = useLanguage();
  const text = labels.lost;
  if (keys.length === 0) return <p>{text.nothing}</p>;
  return (
    <>
      <p>{keys.length === 1 ? text.found : text.foundMany}</p>
      <ul className="apikeys-names">
        {keys.map(({ id, name, createdAt }) => (
          <li key={id}>{text.candidate(name, formats.dayAndTime(createdAt))}</li>
        ))}
      </ul>
    </>
  );
}
