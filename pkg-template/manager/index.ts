'use client';

export { APIKeyManager } from './APIKeyManager.js';
export { APIKeyMessages } from './APIKeyMessages.js';
export { englishLabels, type Labels, type PartialLabels, type PartOf } from './labels.js';
export { type ClerkWithPermissions, clerkPermissions, useClerkPermissions } from './permissions.js';
export type {
  AnyAPIKeyResource,
  APIKeyManagerProps,
  Expiration,
  KeyAction,
  KeyColumn,
  Permissions,
  Scope,
} from './props.js';
export type { RootProps } from './Root.js';
export {
  type UseAllAPIKeysParams,
  type UseAllAPIKeysReturn,
  useAllAPIKeys,
} from './useAllAPIKeys.js';
