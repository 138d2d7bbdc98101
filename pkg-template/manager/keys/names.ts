import type { ClerkLike } from 'apikeys-wasm';
import { useMemo } from 'react';
import type { APIKeyManagerProps } from '../props.js';

/** The names of the owner of the keys, and of those who created them. */
export interface Names {
  owner: string;
  of: (id: string) => string;
}

/** What Clerk's objects say of a user and an organization besides their IDs. */
interface NamedClerk {
  user?: {
    id: string;
    fullName?: string | null;
    primaryEmailAddress?: { emailAddress: string } | null;
  } | null;
  organization?: { id: string; name?: string } | null;
}

type Props = Pick<APIKeyManagerProps, 'ownerName' | 'nameOf'>;

/** The names: the same object for as long as they are the same, because the rows are made with them. */
export function useNames({ ownerName, nameOf }: Props, clerk: ClerkLike | undefined): Names {
  const { user, organization }: NamedClerk = clerk ?? {};
  const userID = user?.id;
  const userName = user?.fullName || user?.primaryEmailAddress?.emailAddress;
  const owner = ownerName ?? (organization ? organization.name : userName) ?? '';
  return useMemo(
    () => ({
      owner,
      of: (id) => nameOf?.(id) ?? (id === userID && userName ? userName : id),
    }),
    [owner, nameOf, userID, userName],
  );
}
