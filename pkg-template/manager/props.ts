import type { QueryClient } from '@tanstack/react-query';
import type { APIKeyResource, ProjectAPIKeyResource } from 'apikeys-wasm';
import type { AnyAPIKeys } from 'apikeys-wasm/react';
import type { PartialLabels } from './labels.js';

/** What a user can do with the manager. */
export type KeyAction = 'create' | 'reload' | 'edit' | 'rotate' | 'revoke' | 'export';

/** The columns of the table besides the name, which is always the first one. */
export type KeyColumn = 'status' | 'owner' | 'createdAt' | 'lastUsedAt' | 'expiration';

/** A key of either class. */
export type AnyAPIKeyResource = APIKeyResource | ProjectAPIKeyResource;

/** What the user may do. What is not named is permitted. */
export interface Permissions extends Partial<Record<KeyAction, boolean | undefined>> {
  /** Whether the user may see the keys. Without it nothing is asked of the server. */
  read?: boolean | undefined;
}

/** A choice for the expiration of a new key: a number of days, `null` for never, or `date` for a day that the user chooses. */
export type Expiration = number | null | 'date';

/** A choice for the scopes of a new project key: its name, or its name with the text to show. `*` is full access. */
export type Scope = string | { value: string; label: string };

/** What `<APIKeyManager>` takes. Nothing is required inside of an `<APIKeysProvider>`. */
export interface APIKeyManagerProps {
  /** The object whose keys are managed. Default: the one of the `<APIKeysProvider>` around the component. Keep the object. */
  apiKeys?: AnyAPIKeys | undefined;
  /** With `apiKeys`: names the owner of the session tokens, as with `<APIKeysProvider>`. */
  owner?: string | null | undefined;
  /** With `apiKeys`: the cache, as with `<APIKeysProvider>`. */
  queryClient?: QueryClient | undefined;

  /** The heading. Default: a label. */
  title?: string | undefined;
  /** The level of the heading. Default 2. */
  headingLevel?: 1 | 2 | 3 | 4 | 5 | undefined;
  /** Whose keys these are. Default: the name of Clerk's active organization or user, where the object was made from Clerk. */
  ownerName?: string | undefined;
  /**
   * The name of a user, by the ID that a key was created by. Default: the name of Clerk's user for its own ID, else the ID. Keep the
   * function: another one names all rows again.
   */
  nameOf?: ((id: string) => string | undefined) | undefined;

  /** More classes for the root element. */
  className?: string | undefined;
  /** The colours. `system` follows the operating system. Default: the `color-scheme` of the page around the component. */
  theme?: 'light' | 'dark' | 'system' | undefined;
  /** Texts to show in the place of the English ones. Keep the object. */
  labels?: PartialLabels | undefined;
  /** The locale of dates and numbers, as a BCP 47 tag. Default: the browser's for dates, English for what stands within a text. */
  locale?: string | undefined;

  /** The columns and their order. Default: all. */
  columns?: readonly KeyColumn[] | undefined;
  /** What to offer. Default: all that the class can do. A project's keys can be neither edited nor rotated. */
  actions?: readonly KeyAction[] | undefined;
  /** What the user may do. Default: all. See `useClerkPermissions`. */
  can?: Permissions | undefined;
  /** The scopes to choose from for a project's keys. Default: read, write, export and full access. */
  scopes?: readonly Scope[] | undefined;
  /** The expirations to choose from. Default: 1, 7, 30, 60, 90, 180 and 365 days, never, and a date. */
  expirations?: readonly Expiration[] | undefined;
  /** The expiration that is chosen at first, one of `expirations`. Default: 90 days, where they can be chosen, else the first one. */
  defaultExpiration?: Expiration | undefined;
  /** How many rows are shown at first. Default 10. */
  pageSize?: number | undefined;

  /** A key was created, or has taken the place of another by a rotation. After a create its secret is in it until the user has saved it. */
  onCreated?: ((key: AnyAPIKeyResource) => void) | undefined;
  /** A key was revoked, also by a rotation. Not called for what the dialog of a lost answer revokes before it creates a key again. */
  onRevoked?: ((key: AnyAPIKeyResource) => void) | undefined;
  /** Something failed. The manager shows it, too. */
  onError?: ((error: unknown, action: KeyAction | 'list') => void) | undefined;
}
