import { createContext, useContext } from 'react';
import type { APIKeyManagerProps, Expiration, KeyAction, KeyColumn, Scope } from '../props.js';

/** What the manager tells the host page. */
export interface Callbacks {
  onCreated: NonNullable<APIKeyManagerProps['onCreated']>;
  onRevoked: NonNullable<APIKeyManagerProps['onRevoked']>;
  onError: NonNullable<APIKeyManagerProps['onError']>;
}

/** The props of the manager, with their defaults. */
export interface Settings extends Callbacks {
  columns: readonly KeyColumn[];
  /** What is both offered and permitted. */
  actions: ReadonlySet<KeyAction>;
  scopes: readonly Scope[];
  expirations: readonly Expiration[];
  defaultExpiration: Expiration;
  pageSize: number;
}

/** The actions that the class of the keys can do. */
export const clerkActions: readonly KeyAction[] = [
  'create',
  'reload',
  'edit',
  'rotate',
  'revoke',
  'export',
];
export const projectActions: readonly KeyAction[] = ['create', 'reload', 'revoke', 'export'];

const columns: readonly KeyColumn[] = ['status', 'owner', 'createdAt', 'lastUsedAt', 'expiration'];
const expirations: readonly Expiration[] = [1, 7, 30, 60, 90, 180, 365, null, 'date'];
const usual: Expiration = 90;

/** The scope that includes all others. */
export const fullAccess = '*';

const scopes: readonly Scope[] = ['read', 'write', 'export', fullAccess];

export function settingsOf(
  props: APIKeyManagerProps,
  possible: readonly KeyAction[],
): Omit<Settings, keyof Callbacks> {
  const choices = props.expirations?.length ? props.expirations : expirations;
  const [firstChoice = null] = choices;
  const chosen = [props.defaultExpiration, usual].find(
    (expiration) => expiration !== undefined && choices.includes(expiration),
  );
  return {
    columns: props.columns ?? columns,
    actions: new Set(possible.filter((action) => isOffered(action, props))),
    scopes: props.scopes ?? scopes,
    expirations: choices,
    defaultExpiration: chosen === undefined ? firstChoice : chosen,
    pageSize: props.pageSize ?? 10,
  };
}

function isOffered(action: KeyAction, { actions, can = {} }: APIKeyManagerProps): boolean {
  if (actions && !actions.includes(action)) return false;
  // A rotation creates a key and revokes another.
  if (action === 'rotate' && (can.create === false || can.revoke === false)) return false;
  return can[action] !== false;
}

export const SettingsContext = createContext<Settings | undefined>(undefined);

export function useSettings(): Settings {
  const settings = useContext(SettingsContext);
  if (!settings) throw new Error('useSettings needs a SettingsContext.');
  return settings;
}
