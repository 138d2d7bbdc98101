import { APIKeysError } from 'apikeys-wasm';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { texts } from '../texts';
import { Button } from '../ui/Button';
import { ErrorBanner } from '../ui/ErrorBanner';
import { messageOf } from '../ui/errors';
import { useNow } from '../ui/useNow';
import { useOnline } from '../ui/useOnline';
import { useStableCallbacks } from '../ui/useStableCallbacks';
import { useUnmountSignal } from '../ui/useUnmountSignal';
import { csvOf, saveCSV } from './csv';
import type { CreateDialogProps, RotateDialogProps } from './dialogs';
import { EmptyList } from './EmptyList';
import type { RowHandlers } from './KeyRow';
import { KeyTable } from './KeyTable';
import type { Key, KeyActions, LostError, Owner } from './key';
import { LostCreate } from './LostCreate';
import { type List, replaceKey } from './list';
import { useOutcomes } from './outcomes';
import { RevokeKey } from './RevokeKey';
import { RevokeKeys } from './RevokeKeys';
import { SecretDialog } from './SecretDialog';
import { SelectionBar } from './SelectionBar';
import { Skeleton } from './Skeleton';
import { Toolbar } from './Toolbar';
import { useSelection } from './useSelection';
import { useView } from './useView';

const text = texts.list;

/** The dialog that is open, with its data. */
type OpenDialog<K> =
  | { dialog: 'create' }
  | { dialog: 'secret'; key: K }
  | { dialog: 'rotate'; key: K }
  | { dialog: 'revoke'; key: K }
  | { dialog: 'revoke-all'; keys: K[] };

interface Props<K extends Key> {
  /** The same for the same user and owner. */
  listId: string;
  title: string;
  owner: string;
  list: List<K>;
  includeInvalid: boolean;
  onIncludeInvalid: (includeInvalid: boolean) => void;
  actions: KeyActions<K>;
  ownerOf: (key: K) => Owner;
  /** Renders the details of a key below its name. */
  renderDetails: (key: K) => ReactNode;
  /** Renders the dialog that creates a key. */
  renderCreateDialog: (props: CreateDialogProps<K>) => ReactNode;
  /** Renders the dialog that rotates a key. Absent if the server cannot rotate keys. */
  renderRotateDialog?: (props: RotateDialogProps<K>) => ReactNode;
  /** Whether a revocation can have a reason. */
  withReason?: boolean;
}

/** The keys of one owner: the list, its toolbar, and the dialogs of all actions. */
export function Keys<K extends Key>(props: Props<K>) {
  const { listId, title, owner, list, includeInvalid, actions } = props;
  const { renderDetails, renderCreateDialog, renderRotateDialog } = props;
  const withReason = props.withReason ?? false;
  const now = useNow();
  const view = useView(list.data, props.ownerOf, now);
  const selection = useSelection(view.rows);
  const [open, setOpen] = useState<OpenDialog<K>>();
  const [notice, setNotice] = useState('');
  const heading = useRef<HTMLHeadingElement>(null);
  const searchField = useRef<HTMLInputElement>(null);
  const online = useOnline();
  const outcomes = useOutcomes();
  const lost = outcomes.lost.get(listId);
  const unmount = useUnmountSignal();
  const isGone = () => unmount().aborted;
  useRevalidateOnReconnect(online, list.revalidate);

  /** Closes the dialog. The focus returns to the button that opened it, or to the heading if that button is gone. */
  function close() {
    flushSync(() => setOpen(undefined));
    if (document.activeElement === document.body) heading.current?.focus();
  }

  function show(next: OpenDialog<K>) {
    setNotice('');
    setOpen(next);
  }

  function onCreated(key: K) {
    if (isGone()) {
      // Nobody else may see the secret.
      delete key.secret;
      return outcomes.tell(texts.away.created(key.name, owner));
    }
    show({ dialog: 'secret', key });
    view.goToPage(1);
  }

  function onLost(name: string, error: LostError) {
    outcomes.setLost(listId, { name, error });
    if (isGone()) return outcomes.tell(texts.away.lost(name, owner));
    setNotice('');
    setOpen(undefined);
  }

  function onSaved(key: K) {
    delete key.secret; // No other object holds the secret.
    close();
    setNotice(texts.create.ready(key.name));
  }

  /** Closes the dialog of an action that changed the list. */
  function onChanged(notice: string) {
    list.revalidate();
    close();
    // The button that opened the dialog may disappear with its row.
    heading.current?.focus();
    setNotice(notice);
  }

  function retry() {
    heading.current?.focus(); // The button disappears with the error.
    list.revalidate();
  }

  function clearSearch() {
    if (searchField.current) searchField.current.value = '';
    searchField.current?.focus();
    view.search('');
  }

  function exportFound() {
    saveCSV(csvOf(view.found));
    setNotice(text.exported(view.found.length));
  }

  const handlers = useStableCallbacks<RowHandlers<K>>({
    renderDetails,
    reload: actions.reload,
    onSelect: (row, selected) => selection.set([row], selected),
    onReloaded(key) {
      replaceKey(list, key);
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
          <p className="muted">{text.of(owner)}</p>
        </div>
        <Button variant="primary" onClick={() => show({ dialog: 'create' })}>
          {text.create}
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
      <div className="list-status">
        <div>
          <p className="muted" role="status">
            {countText(list, view)}
          </p>
          <p className="notice" role="status">
            {notice}
          </p>
        </div>
        <SelectionBar
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
          canRotate={renderRotateDialog !== undefined}
          handlers={handlers}
        />
      )}
      {isEmpty && !list.error && (list.isFetching ? <Skeleton /> : <EmptyList {...emptyProps()} />)}

      {open?.dialog === 'create' &&
        renderCreateDialog({
          onCreated,
          onLost,
          onFailed(name, error) {
            if (isGone()) outcomes.tell(texts.away.failed(name, owner, messageOf(error)));
          },
          onCancel: close,
        })}
      {lost && (
        <LostCreate<K>
          lost={lost}
          onCreated={(key) => {
            outcomes.setLost(listId, undefined);
            list.revalidate();
            onCreated(key);
          }}
          onLeave={() => {
            outcomes.setLost(listId, undefined);
            onChanged(texts.lost.left(lost.name));
          }}
        />
      )}
      {open?.dialog === 'secret' && (
        <SecretDialog apiKey={open.key} onSaved={() => onSaved(open.key)} />
      )}
      {open?.dialog === 'rotate' &&
        renderRotateDialog?.({
          apiKey: open.key,
          onEnd: onChanged,
          onFailed(error) {
            list.revalidate();
            // An abort is no `APIKeysError`: the rotation was undone.
            if (isGone() && error instanceof APIKeysError)
              outcomes.tell(texts.away.rotation(open.key.name, owner, error.message));
          },
          onCancel: close,
        })}
      {open?.dialog === 'revoke' && (
        <RevokeKey
          apiKey={open.key}
          revoke={actions.revoke}
          withReason={withReason}
          onRevoked={(key) => onChanged(texts.revoke.done(key.name))}
          onCancel={close}
        />
      )}
      {open?.dialog === 'revoke-all' && (
        <RevokeKeys
          keys={open.keys}
          revoke={actions.revoke}
          withReason={withReason}
          onEnd={(count) => onChanged(texts.revoke.doneMany(count))}
          onCancel={close}
        />
      )}
    </>
  );

  function emptyProps() {
    return {
      query: view.query,
      includeInvalid,
      onClearSearch: clearSearch,
      onCreate: () => show({ dialog: 'create' }),
    };
  }
}

/** Describes how many keys there are and which of them are shown. */
function countText<K extends Key>(
  { isLoading, isError, hasNextPage, data }: List<K>,
  { found, first, shown }: ReturnType<typeof useView<K>>,
): string {
  if (isLoading) return text.loading;
  if (hasNextPage && !isError) return text.loadingMore(data.length);
  if (isError && data.length === 0) return '';
  if (shown.length === found.length) return text.count(found.length);
  return text.shown(first, first + shown.length - 1, found.length);
}

/** Reads the list again when the browser is back online. */
function useRevalidateOnReconnect(online: boolean, revalidate: () => void) {
  const wasOnline = useRef(online);
  useEffect(() => {
    if (online && !wasOnline.current) revalidate();
    wasOnline.current = online;
  }, [online, revalidate]);
}
