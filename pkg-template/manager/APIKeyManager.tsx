import { ProjectAPIKeys } from 'apikeys-wasm';
import { APIKeysProvider, useAPIKeysScope } from 'apikeys-wasm/react';
import { type ReactElement, useMemo } from 'react';
import { ClerkKeys } from './keys/ClerkKeys.js';
import { Messages } from './keys/Messages.js';
import { NoKeys } from './keys/NoKeys.js';
import { useNames } from './keys/names.js';
import {
  type Callbacks,
  clerkActions,
  projectActions,
  type Settings,
  SettingsContext,
  settingsOf,
} from './keys/settings.js';
import { ProjectKeys } from './projects/ProjectKeys.js';
import type { APIKeyManagerProps } from './props.js';
import { Root } from './Root.js';
import { useStableCallbacks } from './ui/useStableCallbacks.js';

/**
 * A page for the API keys of an owner: a list to search, sort and export, and dialogs to create, edit, rotate and revoke keys. Works over
 * an object of either class. Import `apikeys-wasm/manager.css` with it.
 */
export function APIKeyManager(props: APIKeyManagerProps): ReactElement {
  const { apiKeys, owner = null, queryClient, className, theme, labels, locale } = props;
  const root = (
    <Root {...{ className, theme, labels, locale }}>
      <Messages />
      <Manager {...props} />
    </Root>
  );
  if (!apiKeys) return root;
  return (
    <APIKeysProvider apiKeys={apiKeys} owner={owner} {...(queryClient && { queryClient })}>
      {root}
    </APIKeysProvider>
  );
}

function Manager(props: APIKeyManagerProps) {
  const { apiKeys, listID, clerk, state } = useAPIKeysScope();
  const isProject = apiKeys instanceof ProjectAPIKeys;
  const settings = useSettingsOf(props, isProject);
  // On a server Clerk has no names, and what is hydrated must be the same.
  const names = useNames(props, state === 'ready' ? clerk : undefined);
  const heading = { title: props.title, headingLevel: props.headingLevel ?? 2 };

  if (state === 'signed-out')
    return <NoKeys reason="signedOut" isProject={isProject} {...heading} />;
  if (props.can?.read === false) {
    return <NoKeys reason="forbidden" isProject={isProject} {...heading} />;
  }

  // The React key gives each owner a new list: React discards the previous one, which aborts its requests except for creates.
  const list = { listId: listID, names, ...heading };
  return (
    <SettingsContext.Provider value={settings}>
      {isProject ? <ProjectKeys key={listID} {...list} /> : <ClerkKeys key={listID} {...list} />}
    </SettingsContext.Provider>
  );
}

/** Runs a callback of the host page. What it throws is reported, and changes nothing here. */
function tell(callback: () => void): void {
  try {
    callback();
  } catch (error) {
    reportError(error);
  }
}

/** The settings: the same object for as long as the props are, because each row reads it. */
function useSettingsOf(props: APIKeyManagerProps, isProject: boolean): Settings {
  const { columns, actions, can, scopes, expirations, defaultExpiration, pageSize } = props;
  const callbacks = useStableCallbacks<Callbacks>({
    onCreated: (key) => tell(() => props.onCreated?.(key)),
    onRevoked: (key) => tell(() => props.onRevoked?.(key)),
    onError: (error, action) => tell(() => props.onError?.(error, action)),
  });
  return useMemo(() => {
    const own = { columns, actions, can, scopes, expirations, defaultExpiration, pageSize };
    return { ...settingsOf(own, isProject ? projectActions : clerkActions), ...callbacks };
  }, [
    columns,
    actions,
    can,
    scopes,
    expirations,
    defaultExpiration,
    pageSize,
    isProject,
    callbacks,
  ]);
}
