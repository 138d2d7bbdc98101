import { useCallback, useMemo, useSyncExternalStore } from 'react';
import type { Permissions } from './props.js';

/** Structurally what `@clerk/clerk-js` and `useClerk()` give; only these members are read. */
export interface ClerkWithPermissions {
  /** The session, which knows the permissions of the user in the active organization. */
  session?: { checkAuthorization(params: { permission: string }): boolean } | null | undefined;
  /** The active organization. */
  organization?: { id: string } | null | undefined;
  /** Calls back when session or organization change. */
  addListener?(listener: () => void): () => void;
}

const read = 'org:sys_api_keys:read';
const manage = 'org:sys_api_keys:manage';

/**
 * What the user may do with the keys of the active organization: see them with `org:sys_api_keys:read`, change them with
 * `org:sys_api_keys:manage`. Everything where no organization is active: the keys are the user's own. The server decides in any case.
 */
export function clerkPermissions(clerk: ClerkWithPermissions): Permissions {
  return permissionsOf(grantedBy(clerk));
}

/** `clerkPermissions` for the `can` of `<APIKeyManager>`: reads again when session or organization change. */
export function useClerkPermissions(clerk: ClerkWithPermissions): Permissions {
  const listen = useCallback(
    (changed: () => void) => clerk.addListener?.(changed) ?? (() => {}),
    [clerk],
  );
  const granted = useSyncExternalStore(
    listen,
    () => grantedBy(clerk),
    () => both,
  );
  return useMemo(() => permissionsOf(granted), [granted]);
}

const both = `${read} ${manage}`;

/** The permissions as one text, which React can compare. */
function grantedBy({ session, organization }: ClerkWithPermissions): string {
  if (!session || !organization) return both;
  const granted = [read, manage].filter((permission) => session.checkAuthorization({ permission }));
  return granted.join(' ');
}

function permissionsOf(granted: string): Permissions {
  const canManage = granted.includes(manage);
  return {
    read: granted.includes(read),
    create: canManage,
    edit: canManage,
    rotate: canManage,
    revoke: canManage,
  };
}
