import { type Dispatch, type ReactNode, type SetStateAction, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { Button } from '../ui/Button';
import { ErrorBanner } from '../ui/ErrorBanner';
import { KeyList } from './KeyList';
import type { Key, KeyActions } from './key';
import type { Filter, List } from './list';
import { RevokeKey } from './RevokeKey';
import { Search } from './Search';
import { Secret } from './Secret';
import { summaryOf } from './summary';

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
  filter: Filter;
  onFilter: Dispatch<SetStateAction<Filter>>;
  list: List<K>;
  actions: KeyActions<K>;
  /** What is told of a key under its name. */
  details: (key: K) => ReactNode;
  /** The dialog that creates a key. */
  creation: (creating: Creating<K>) => ReactNode;
  /** Whether a revocation can have a reason. */
  withReason?: boolean;
}

/** The keys of one owner, and all that can be done with them. */
export function Keys<K extends Key>(props: Props<K>) {
  const { title, owner, filter, onFilter, list, actions, details, creation } = props;
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
    list.fetchPage(1); // The newest comes first.
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
  }

  function retry() {
    heading.current?.focus(); // The button leaves with the error.
    list.revalidate();
  }

  function onReloaded(key: K) {
    const replaced = list.data.map((old) => (old.id === key.id ? key : old));
    list.setData({ data: replaced, total_count: list.count });
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
        <Search filter={filter} onFilter={onFilter} />
        <p className="muted" role="status">
          {list.isLoading || list.isError || summaryOf(list)}
        </p>
      </div>
      <p className="notice" role="status">
        {notice}
      </p>

      {list.error ? (
        <ErrorBanner error={list.error} onRetry={retry} />
      ) : (
        <KeyList
          caption={title}
          filter={filter}
          list={list}
          details={details}
          reload={actions.reload}
          onReloaded={onReloaded}
          onRevoke={(key) => show({ dialog: 'revoke', key })}
        />
      )}

      {open?.dialog === 'create' && creation({ onCreated, onCancel: close })}
      {open?.dialog === 'secret' && <Secret apiKey={open.key} onSaved={onSaved} />}
      {open?.dialog === 'revoke' && (
        <RevokeKey
          apiKey={open.key}
          revoke={actions.revoke}
          withReason={props.withReason ?? false}
          onRevoked={onRevoked}
          onCancel={close}
        />
      )}
    </>
  );
}
