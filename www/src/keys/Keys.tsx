import { type ReactNode, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { Button } from '../ui/Button';
import { ErrorBanner } from '../ui/ErrorBanner';
import { KeyList } from './KeyList';
import type { Key, KeySource } from './key';
import { RevokeKey } from './RevokeKey';
import { Search } from './Search';
import { Secret } from './Secret';
import { summaryOf } from './summary';
import { useKeys } from './useKeys';

/** What is open over the list. */
type Open<K> = { dialog: 'create' } | { dialog: 'secret'; key: K } | { dialog: 'revoke'; key: K };

/** What a form that creates a key has to tell. */
export interface Creating<K extends Key> {
  onCreated: (key: K) => void;
  onCancel: () => void;
}

interface Props<K extends Key> {
  title: string;
  owner: string;
  source: KeySource<K>;
  /** What is told of a key under its name. */
  details: (key: K) => ReactNode;
  /** The dialog that creates a key. */
  creation: (creating: Creating<K>) => ReactNode;
  /** Whether a revocation can have a reason. */
  withReason?: boolean;
}

/** The keys of one owner, and all that can be done with them. */
export function Keys<K extends Key>(props: Props<K>) {
  const { title, owner, source, details, creation, withReason = false } = props;
  const { filter, shown, error, loading, ask, refresh, replace } = useKeys(source);
  const [open, setOpen] = useState<Open<K>>();
  const [notice, setNotice] = useState('');
  const heading = useRef<HTMLHeadingElement>(null);

  const close = () => setOpen(undefined);

  function show(next: Open<K>) {
    setNotice('');
    setOpen(next);
  }

  function onCreated(key: K) {
    show({ dialog: 'secret', key });
    ask({ page: 1 }); // The newest comes first.
  }

  function onSaved(name: string) {
    close(); // The secret was in this state and nowhere else.
    setNotice(`“${name}” is ready to use.`);
  }

  function onRevoked(key: K) {
    // The button that opened the dialog may leave with its row, so the focus goes where it can stay.
    flushSync(close);
    heading.current?.focus();
    setNotice(`“${key.name}” is revoked.`);
    refresh();
  }

  function retry() {
    heading.current?.focus(); // The button leaves with the error.
    refresh();
  }

  function onReloaded(key: K) {
    replace(key);
    setNotice(`“${key.name}” is up to date.`);
  }

  return (
    <>
      <div className="title">
        <div>
          <h1 ref={heading} tabIndex={-1}>
            {title}
          </h1>
          <p className="muted">of {owner}</p>
        </div>
        <Button look="primary" onClick={() => show({ dialog: 'create' })}>
          Create key
        </Button>
      </div>

      <div className="toolbar">
        <Search filter={filter} onAsk={ask} />
        <p className="muted" role="status">
          {shown && summaryOf(shown)}
        </p>
      </div>
      <p className="notice" role="status">
        {notice}
      </p>

      {error !== undefined ? (
        <ErrorBanner error={error} onRetry={retry} />
      ) : (
        <KeyList
          caption={title}
          source={source}
          details={details}
          shown={shown}
          loading={loading}
          onPage={(page) => ask({ page })}
          onReloaded={onReloaded}
          onRevoke={(key) => show({ dialog: 'revoke', key })}
        />
      )}

      {open?.dialog === 'create' && creation({ onCreated, onCancel: close })}
      {open?.dialog === 'secret' && <Secret apiKey={open.key} onSaved={onSaved} />}
      {open?.dialog === 'revoke' && (
        <RevokeKey
          apiKey={open.key}
          source={source}
          withReason={withReason}
          onRevoked={onRevoked}
          onCancel={close}
        />
      )}
    </>
  );
}
