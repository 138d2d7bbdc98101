import { APIKeysError } from 'apikeys-wasm';
import { useAPIKeysScope } from 'apikeys-wasm/react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import type { AnyAPIKeyResource, KeyAction } from '../props.js';
import { Button } from '../ui/Button.js';
import { ErrorBanner } from '../ui/ErrorBanner.js';
import { errorLine } from '../ui/errors.js';
import { useLabels } from '../ui/language.js';
import { useNow } from '../ui/useNow.js';
import { useOnline } from '../ui/useOnline.js';
import { useStableCallbacks } from '../ui/useStableCallbacks.js';
import { useUnmountSignal } from '../ui/useUnmountSignal.js';
import type { UseAllAPIKeysReturn } from '../useAllAPIKeys.js';
import { csvOf, saveCSV } from './csv.js';
import type { CreateDialogProps, EditDialogProps, RotateDialogProps } from './dialogs.js';
import { EmptyList } from './EmptyList.js';
import { Heading, type HeadingProps } from './Heading.js';
import type { RowHandlers } from './KeyRow.js';
import { KeyTable } from './KeyTable.js';
import type { Key, KeyCalls, LostError, Owner } from './key.js';
import { ListStatus } from './ListStatus.js';
import { LostCreate } from './LostCreate.js';
import { setLost, tell, useLost } from './outcomes.js';
import { RevokeKey } from './RevokeKey.js';
import { RevokeKeys } from './RevokeKeys.js';
import { SecretDialog } from './SecretDialog.js';
import { Skeleton } from './Skeleton.js';
import { useSettings } from './settings.js';
import { Toolbar } from './Toolbar.js';
import { useNotice } from './useNotice.js';
import { useSelection } from './useSelection.js';
import { useView } from './useView.js';

/** The dialog that is open, with its data. */
type OpenDialog<K> =
  | { dialog: 'create' }
  | { dialog: 'secret'; key: K }
  | { dialog: 'edit'; key: K }
  | { dialog: 'rotate'; key: K }
  | { dialog: 'revoke'; key: K }
  | { dialog: 'revoke-all'; keys: K[] };

interface Props<K extends Key & AnyAPIKeyResource> {
  /** The same for the same user and owner. */
  listId: string;
  title: string;
  headingLevel: HeadingProps['headingLevel'];
  owner: string;
  list: UseAllAPIKeysReturn<K>;
  includeInvalid: boolean;
  onIncludeInvalid: (includeInvalid: boolean) => void;
  calls: KeyCalls<K>;
  ownerOf: (key: K) => Owner;
  /** Renders the details of a key below its name. */
  renderDetails: (key: K) => ReactNode;
  /** Renders the dialog that creates a key. */
  renderCreateDialog: (props: CreateDialogProps<K>) => ReactNode;
  /** Renders the dialog that edits a key. Absent if the server cannot change keys. */
  renderEditDialog?: (props: EditDialogProps<K>) => ReactNode;
  /** Renders the dialog that rotates a key. Absent if the server cannot rotate keys. */
  renderRotateDialog?: (props: RotateDialogProps<K>) => ReactNode;
  /** Whether a revocation can have a reason. */
  withReason?: boolean;
}

/** The keys of one owner: the list, its toolbar, and the dialogs of all actions. */
export function Keys<K extends Key & AnyAPIKeyResource>(props: Props<K>) {
  const { listId, title, headingLevel, owner, list, includeInvalid, calls } = props;
  const { renderDetails, renderCreateDialog, renderEditDialog, renderRotateDialog } = props;
  const labels = useLabels();
  const { actions, pageSize, onRevoked, onError, ...settings } = useSettings();
  const withReason = props.withReason ?? false;
  const now = useNow();
  const view = useView(list.data, props.ownerOf, now, pageSize);
  const selection = useSelection(view.rows);
  const [open, setOpen] = useState<OpenDialog<K>>();
  const [notice, setNotice] = useNotice();
  const heading = useRef<HTMLHeadingElement>(null);
  const searchField = useRef<HTMLInputElement>(null);
  const online = useOnline();
  const lost = useLost(listId);
  const unmount = useUnmountSignal();
  const isGone = () => unmount().aborted;
  useRevalidateOnReconnect(online, list.revalidate);
  useListErrors(list.error, onError);
  const fail = (action: KeyAction, error: unknown) => isAbort(error) || onError(error, action);

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
      // Nobody else may see the secret. The key itself may be shown by now: the package joins creates that overlap.
      settings.onCreated(withoutSecret(key));
      return tell(labels.away.created(key.name, owner));
    }
    settings.onCreated(key);
    show({ dialog: 'secret', key });
    view.goToPage(1);
  }

  function onLost(name: string, error: LostError) {
    fail('create', error);
    setLost(listId, { name, error });
    if (isGone()) return tell(labels.away.lost(name, owner));
    setNotice('');
    setOpen(undefined);
  }

  function onSaved(key: K) {
    delete key.secret; // No other object holds the secret.
    close();
    setNotice(labels.create.ready(key.name));
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
    saveCSV(csvOf(view.found, labels), labels);
    setNotice(labels.list.exported(view.found.length));
  }

  const handlers = useStableCallbacks<RowHandlers<K>>({
    renderDetails,
    reload: calls.reload,
    onSelect: (row, selected) => selection.set([row], selected),
    onReloaded(key) {
      list.replace(key);
      setNotice(labels.key.upToDate(key.name));
    },
    onReloadFailed: (error) => fail('reload', error),
    onEdit: (key) => show({ dialog: 'edit', key }),
    onRotate: (key) => show({ dialog: 'rotate', key }),
    onRevoke: (key) => show({ dialog: 'revoke', key }),
  });

  const isEmpty = view.found.length === 0;
  // The owner's list will be another component: what is typed before would be lost.
  const isWaiting = useAPIKeysScope().state === 'loading';
  // Nothing is fetched yet on a server, and while Clerk loads.
  const isPending = list.isLoading || list.isLoadingMore;

  return (
    <>
      <div className="apikeys-title">
        <div>
          <Heading element={heading} title={title} headingLevel={headingLevel} />
          {owner && <p className="apikeys-muted">{labels.list.of(owner)}</p>}
        </div>
        {actions.has('create') && (
          <Button variant="primary" inactive={isWaiting} onClick={() => show({ dialog: 'create' })}>
            {labels.list.create}
          </Button>
        )}
      </div>

      <p className="apikeys-offline" role="status">
        {!online && labels.page.offline}
      </p>

      <Toolbar
        field={searchField}
        inactive={isWaiting}
        includeInvalid={includeInvalid}
        onIncludeInvalid={(includeInvalid) => {
          props.onIncludeInvalid(includeInvalid);
          view.goToPage(1);
        }}
        onSearch={view.search}
        onExport={isEmpty || !list.isComplete ? undefined : exportFound}
        canExport={actions.has('export')}
      />
      <ListStatus
        list={list}
        view={view}
        notice={notice}
        selection={actions.has('revoke') ? selection : undefined}
        onRevoke={() => show({ dialog: 'revoke-all', keys: selection.keys })}
      />

      {list.error && <ErrorBanner error={list.error} onRetry={retry} />}
      {!isEmpty && (
        <KeyTable
          caption={title}
          busy={list.isFetching}
          view={view}
          selection={selection}
          now={now}
          handlers={handlers}
        />
      )}
      {isEmpty && !list.error && (isPending ? <Skeleton /> : <EmptyList {...emptyProps()} />)}

      {open?.dialog === 'create' &&
        renderCreateDialog({
          onCreated,
          onLost,
          onFailed(name, error) {
            fail('create', error);
            if (isGone()) tell(labels.away.failed(name, owner, errorLine(error, labels)));
          },
          onCancel: close,
        })}
      {lost && (
        <LostCreate<K>
          lost={lost}
          onCreated={(key) => {
            setLost(listId, undefined);
            list.revalidate();
            onCreated(key);
          }}
          onFailed={(error) => fail('create', error)}
          onLeave={() => {
            setLost(listId, undefined);
            onChanged(labels.lost.left(lost.name));
          }}
        />
      )}
      {open?.dialog === 'secret' && (
        <SecretDialog apiKey={open.key} onSaved={() => onSaved(open.key)} />
      )}
      {open?.dialog === 'edit' &&
        renderEditDialog?.({
          apiKey: open.key,
          onChanged(key) {
            list.replace(key);
            close();
            setNotice(labels.edit.done(key.name));
          },
          onFailed: (error) => fail('edit', error),
          onCancel: close,
        })}
      {open?.dialog === 'rotate' &&
        renderRotateDialog?.({
          apiKey: open.key,
          onEnd: onChanged,
          onRotated(fresh) {
            settings.onCreated(fresh);
            onRevoked(open.key);
          },
          onFailed(error) {
            fail('rotate', error);
            list.revalidate();
            // An abort is no `APIKeysError`: the rotation was undone.
            if (isGone() && error instanceof APIKeysError)
              tell(labels.away.rotation(open.key.name, owner, errorLine(error, labels)));
          },
          onCancel: close,
        })}
      {open?.dialog === 'revoke' && (
        <RevokeKey
          apiKey={open.key}
          revoke={calls.revoke}
          withReason={withReason}
          onRevoked={(key) => {
            onRevoked(key);
            onChanged(labels.revoke.done(key.name));
          }}
          onFailed={(error) => {
            fail('revoke', error);
            list.revalidate(); // The server may have revoked the key all the same.
          }}
          onCancel={close}
        />
      )}
      {open?.dialog === 'revoke-all' && (
        <RevokeKeys
          keys={open.keys}
          revoke={calls.revoke}
          withReason={withReason}
          onRevoked={onRevoked}
          onFailed={(error) => {
            fail('revoke', error);
            if (isGone()) list.revalidate();
          }}
          onEnd={(count) => onChanged(labels.revoke.doneMany(count))}
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
      onCreate: actions.has('create') ? () => show({ dialog: 'create' }) : undefined,
      headingLevel,
    };
  }
}

/** Reads the list again when the browser is back online. */
function useRevalidateOnReconnect(online: boolean, revalidate: () => void) {
  const wasOnline = useRef(online);
  useEffect(() => {
    if (online && !wasOnline.current) revalidate();
    wasOnline.current = online;
  }, [online, revalidate]);
}

/** Tells each error of the list once. */
function useListErrors(error: unknown, onError: (error: unknown, action: 'list') => void) {
  const told = useRef<unknown>(null);
  useEffect(() => {
    if (error && error !== told.current) onError(error, 'list');
    told.current = error;
  }, [error, onError]);
}

/** A copy, with the members of the class. */
function withoutSecret<K extends Key>(key: K): K {
  const copy: K = Object.assign(Object.create(Object.getPrototypeOf(key)), key);
  delete copy.secret;
  return copy;
}

/** Whether a call ended because its component is gone. */
function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError';
}
