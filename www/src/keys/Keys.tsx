import type { CreateOutcomeUnknownError } from 'apikeys-wasm';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { texts } from '../texts';
import { Button } from '../ui/Button';
import { ErrorBanner } from '../ui/ErrorBanner';
import { useLatest } from '../ui/useLatest';
import { useNow } from '../ui/useNow';
import { useOnline } from '../ui/useOnline';
import { Blank } from './Blank';
import { Chosen } from './Chosen';
import { csvOf, saveCSV } from './csv';
import type { RowHandlers } from './KeyRow';
import { KeyTable } from './KeyTable';
import type { Key, KeyActions, Owner } from './key';
import { LostAnswer } from './LostAnswer';
import { type List, replace } from './list';
import { RevokeKey } from './RevokeKey';
import { RevokeKeys } from './RevokeKeys';
import { Secret } from './Secret';
import { Skeleton } from './Skeleton';
import { Toolbar } from './Toolbar';
import { useSelection } from './useSelection';
import { useView } from './useView';

const words = texts.list;

/** What is open over the list. */
type Open<K> =
  | { dialog: 'create' }
  | { dialog: 'lost'; name: string; error: CreateOutcomeUnknownError }
  | { dialog: 'secret'; key: K }
  | { dialog: 'rotate'; key: K }
  | { dialog: 'revoke'; key: K }
  | { dialog: 'revoke-all'; keys: K[] };

/** What a form that creates a key has to tell. */
export interface Creating<K extends Key> {
  onCreated: (key: K) => void;
  /** The server may have made the key, but nobody has its secret. */
  onLost: (name: string, error: CreateOutcomeUnknownError) => void;
  onCancel: () => void;
}

/** What the dialog that rotates a key has to tell. */
export interface Rotating<K extends Key> {
  apiKey: K;
  /** It ended, in these words: the list is another one now. */
  onEnd: (words: string) => void;
  /** It failed, and may have changed the list all the same. */
  onFailed: () => void;
  onCancel: () => void;
}

interface Props<K extends Key> {
  title: string;
  owner: string;
  list: List<K>;
  includeInvalid: boolean;
  onIncludeInvalid: (includeInvalid: boolean) => void;
  actions: KeyActions<K>;
  ownerOf: (key: K) => Owner;
  /** What is told of a key under its name. */
  details: (key: K) => ReactNode;
  /** The dialog that creates a key. */
  creation: (creating: Creating<K>) => ReactNode;
  /** The dialog that rotates a key, where the server can. */
  rotation?: (rotating: Rotating<K>) => ReactNode;
  /** Whether a revocation can have a reason. */
  withReason?: boolean;
}

/** The keys of one owner, and all that can be done with them. */
export function Keys<K extends Key>(props: Props<K>) {
  const { title, owner, list, includeInvalid, actions, details, creation, rotation } = props;
  const withReason = props.withReason ?? false;
  const now = useNow();
  const view = useView(list.data, props.ownerOf, now);
  const selection = useSelection(view.rows);
  const [open, setOpen] = useState<Open<K>>();
  const [notice, setNotice] = useState('');
  const heading = useRef<HTMLHeadingElement>(null);
  const searchField = useRef<HTMLInputElement>(null);
  const online = useOnline();
  useReturn(online, list.revalidate);

  /** The focus goes back to the button that opened it, or where it can stay if that has left meanwhile. */
  function close() {
    flushSync(() => setOpen(undefined));
    if (document.activeElement === document.body) heading.current?.focus();
  }

  function show(next: Open<K>) {
    setNotice('');
    setOpen(next);
  }

  /** The button that opened the dialog may leave with its row, so the focus goes where it can stay. */
  function end(said: string) {
    close();
    heading.current?.focus();
    setNotice(said);
  }

  function onCreated(key: K) {
    show({ dialog: 'secret', key });
    view.turnTo(1);
  }

  function onSaved(key: K) {
    delete key.secret; // It was in this object and nowhere else.
    close();
    setNotice(texts.create.ready(key.name));
  }

  function changed(said: string) {
    list.revalidate();
    end(said);
  }

  function retry() {
    heading.current?.focus(); // The button leaves with the error.
    list.revalidate();
  }

  function clearSearch() {
    if (searchField.current) searchField.current.value = '';
    searchField.current?.focus();
    view.search('');
  }

  function exportFound() {
    saveCSV(csvOf(view.found));
    setNotice(words.exported(view.found.length));
  }

  const handlers = useLatest<RowHandlers<K>>({
    details,
    reload: actions.reload,
    onChoose: (row, on) => selection.set([row], on),
    onReloaded(key) {
      replace(list, key);
      setNotice(texts.key.upToDate(key.name));
    },
    onRotate: (key) => show({ dialog: 'rotate', key }),
    onRevoke: (key) => show({ dialog: 'revoke', key }),
  });

  const isEmpty = view.found.length === 0;

  return (
    <>
      <div className="title">
        <div>
          <h1 ref={heading} tabIndex={-1}>
            {title}
          </h1>
          <p className="muted">{words.of(owner)}</p>
        </div>
        <Button look="primary" onClick={() => show({ dialog: 'create' })}>
          {words.create}
        </Button>
      </div>

      {!online && (
        <p className="offline" role="status">
          {texts.page.offline}
        </p>
      )}

      <Toolbar
        field={searchField}
        includeInvalid={includeInvalid}
        onIncludeInvalid={props.onIncludeInvalid}
        onSearch={view.search}
        onExport={isEmpty ? undefined : exportFound}
      />
      <div className="tellings">
        <div>
          <p className="muted" role="status">
            {countOf(list, view)}
          </p>
          <p className="notice" role="status">
            {notice}
          </p>
        </div>
        <Chosen
          view={view}
          selection={selection}
          onRevoke={() => show({ dialog: 'revoke-all', keys: selection.keys })}
        />
      </div>

      {list.error && <ErrorBanner error={list.error} onRetry={retry} />}
      {!isEmpty && (
        <KeyTable
          caption={title}
          busy={list.isFetching}
          view={view}
          selection={selection}
          now={now}
          canRotate={rotation !== undefined}
          handlers={handlers}
        />
      )}
      {isEmpty && !list.error && (list.isFetching ? <Skeleton /> : <Blank {...blank()} />)}

      {open?.dialog === 'create' &&
        creation({
          onCreated,
          onLost: (name, error) => show({ dialog: 'lost', name, error }),
          onCancel: close,
        })}
      {open?.dialog === 'lost' && (
        <LostAnswer<K>
          name={open.name}
          error={open.error}
          onCreated={(key) => {
            list.revalidate();
            onCreated(key);
          }}
          onLeft={() => changed(texts.lost.left(open.name))}
        />
      )}
      {open?.dialog === 'secret' && <Secret apiKey={open.key} onSaved={() => onSaved(open.key)} />}
      {open?.dialog === 'rotate' &&
        rotation?.({
          apiKey: open.key,
          onEnd: changed,
          onFailed: list.revalidate,
          onCancel: close,
        })}
      {open?.dialog === 'revoke' && (
        <RevokeKey
          apiKey={open.key}
          revoke={actions.revoke}
          withReason={withReason}
          onRevoked={(key) => changed(texts.revoke.done(key.name))}
          onCancel={close}
        />
      )}
      {open?.dialog === 'revoke-all' && (
        <RevokeKeys
          keys={open.keys}
          revoke={actions.revoke}
          withReason={withReason}
          onEnd={(count) => changed(texts.revoke.doneMany(count))}
          onCancel={close}
        />
      )}
    </>
  );

  function blank() {
    return {
      query: view.query,
      includeInvalid,
      onClearSearch: clearSearch,
      onCreate: () => show({ dialog: 'create' }),
    };
  }
}

/** How many keys there are, and which of them are shown. */
function countOf<K extends Key>(
  { isLoading, isError, hasNextPage, data }: List<K>,
  { found, first, shown }: ReturnType<typeof useView<K>>,
): string {
  if (isLoading) return words.loading;
  if (hasNextPage && !isError) return words.loadingMore(data.length);
  if (isError && data.length === 0) return '';
  if (shown.length === found.length) return words.count(found.length);
  return words.shown(first, first + shown.length - 1, found.length);
}

/** Reads again once the browser has its network back. */
function useReturn(online: boolean, revalidate: () => void) {
  const was = useRef(online);
  useEffect(() => {
    if (online && !was.current) revalidate();
    was.current = online;
  }, [online, revalidate]);
}
