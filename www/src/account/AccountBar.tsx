import { useAuth, useUser } from '@clerk/react';
import { isStandIn } from '../clerk';
import { texts } from '../texts';
import { Button } from '../ui/Button';
import { OrganizationSelect } from './OrganizationSelect';
import { people } from './people';
import type { Account } from './useAccount';

/** Shows the signed-in user and the active organization, and switches to another user. */
export function AccountBar({ account }: { account: Account }) {
  const { orgId } = useAuth();
  const { user } = useUser();
  if (!user) return null;

  const email = user.primaryEmailAddress?.emailAddress;
  return (
    <div className="account">
      <p className="person">
        {user.fullName} <span className="muted">{email}</span>
      </p>
      <OrganizationSelect
        organizations={user.organizationMemberships.map(({ organization }) => organization)}
        active={orgId ?? null}
        pending={account.pending}
        onChoose={account.chooseOrganization}
      />
      {isStandIn &&
        people
          .filter((person) => person.email !== email)
          .map((person) => (
            <Button
              key={person.email}
              inactive={account.pending}
              onClick={() => account.signIn(person.email)}
            >
              {texts.account.switchTo(person.name)}
            </Button>
          ))}
      <Button inactive={account.pending} onClick={account.signOut}>
        {texts.account.signOut}
      </Button>
    </div>
  );
}
