import type { ClerkLike } from 'apikeys-wasm';
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

export function namesFrom({ ownerName, nameOf }: Props, clerk: ClerkLike | undefined): Names {
  const { user, organization }: NamedClerk = clerk ?? {};
  const userName = user?.fullName || user?.primaryEmailAddress?.emailAddress;
  return {
    owner: ownerName ?? (organization ? organization.name : userName) ?? '',
    of: (id) => nameOf?.(id) ?? (id === user?.id && userName ? userName : id),
  };
}
