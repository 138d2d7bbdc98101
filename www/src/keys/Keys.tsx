import type { APIKeyResource } from 'apikeys-wasm';
import { useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { Button } from '../ui/Button';
import { ErrorBanner } from '../ui/ErrorBanner';
import { CreateKey } from './CreateKey';
import { KeyList } from './KeyList';
import { RevokeKey } from './RevokeKey';
import { Search } from './Search';
import { Secret } from './Secret';
import { summaryOf } from './summary';
import { useKeys } from './useKeys';

/** What is open over the list. */
type Open =
  | { dialog: 'create' }
  | { dialog: 'secret'; key: APIKeyResource }
  | { dialog: 'revoke'; key: APIKeyResource };

/** The keys of one owner, and all that can be done with them. */
export function Keys({ owner }: { owner: string }) {
  const { filter, shown, error, loading, ask, refresh, replace } = useKeys();
  const [open, setOpen] = useState<Open>();
  const [notice, setNotice] = useState('');
  const heading = useRef<HTMLHeadingElement>(null);

  const close = () => setOpen(undefined);

  function show(next: Open) {
    setNotice('');
    setOpen(next);
  }

  function onCreated(key: APIKeyResource) {
    show({ dialog: 'secret', key });
    ask({ page: 1 }); // The newest comes first.
  }

  function onSaved(name: string) {
    close(); // The secret was in this state and nowhere else.
    setNotice(`“${name}” is ready to use.`);
  }

  function onRevoked(key: APIKeyResource) {
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

  function onReloaded(key: APIKeyResource) {
    replace(key);
    setNotice(`“${key.name}” is up to date.`);
  }

  return (
    <>
      <div className="title">
        <div>
          <h1 ref={heading} tabIndex={-1}>
            API keys
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
          shown={shown}
          loading={loading}
          onPage={(page) => ask({ page })}
          onReloaded={onReloaded}
          onRevoke={(key) => show({ dialog: 'revoke', key })}
        />
      )}

      {open?.dialog === 'create' && <CreateKey onCreated={onCreated} onCancel={close} />}
      {open?.dialog === 'secret' && <Secret apiKey={open.key} onSaved={onSaved} />}
      {open?.dialog === 'revoke' && (
        <RevokeKey apiKey={open.key} onRevoked={onRevoked} onCancel={close} />
      )}
    </>
  );
}
