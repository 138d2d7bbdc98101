import { useAuth, useUser } from '@clerk/react';
import { APIKeysProvider } from 'apikeys-wasm/react';
import { useEffect, useRef, useState } from 'react';
import { AccountBar } from './account/AccountBar';
import { SignedOut } from './account/SignedOut';
import { type Account, useAccount } from './account/useAccount';
import { isStandIn } from './clerk';
import { OwnKeys } from './keys/OwnKeys';
import { useOwnKeys } from './keys/useOwnKeys';
import { ProjectKeys } from './projects/ProjectKeys';
import { texts } from './texts';
import { ErrorBanner } from './ui/ErrorBanner';
import { Tabs } from './ui/Tabs';

const tabs = [
  { id: 'own', label: texts.page.ownKeys },
  { id: 'projects', label: texts.page.projectKeys },
] as const;

/** The page once Clerk has loaded. */
export function Home() {
  const account = useAccount();
  const apiKeys = useOwnKeys();
  const main = useRef<HTMLElement>(null);
  const { isSignedIn } = useAuth();

  // A sign-in or sign-out takes the control that was used away: the focus then goes to what came instead.
  const wasSignedIn = useRef(isSignedIn);
  useEffect(() => {
    if (wasSignedIn.current === isSignedIn) return;
    wasSignedIn.current = isSignedIn;
    if (document.activeElement === document.body) main.current?.focus();
  }, [isSignedIn]);

  return (
    <>
      <header>
        <p className="brand">
          {texts.page.brand} <span className="muted">{texts.page.demo}</span>
        </p>
        <AccountBar account={account} />
      </header>
      <main ref={main} tabIndex={-1}>
        {account.error !== undefined && <ErrorBanner error={account.error} />}
        <APIKeysProvider apiKeys={apiKeys}>
          <Content account={account} />
        </APIKeysProvider>
      </main>
    </>
  );
}

function Content({ account }: { account: Account }) {
  const { isLoaded, orgId } = useAuth();
  const { user } = useUser();
  const [tab, setTab] = useState<(typeof tabs)[number]['id']>('own');

  if (!isLoaded || account.pending) {
    return (
      <>
        <h1 className="visually-hidden">{texts.page.ownKeys}</h1>
        <p className="blank" role="status">
          {texts.page.oneMoment}
        </p>
      </>
    );
  }
  if (!user) return <SignedOut account={account} />;

  const memberships = user.organizationMemberships.map(({ organization }) => organization);
  const owner = memberships.find(({ id }) => id === orgId)?.name ?? user.fullName ?? user.id;
  // Another owner means another list: nothing of the previous one stays, and what it still asks for is aborted.
  const own = <OwnKeys key={`${user.id} ${orgId}`} owner={owner} />;
  // Beside a real Clerk instance there is no server that has projects.
  if (!isStandIn) return own;

  return (
    <Tabs label={texts.page.kinds} tabs={tabs} chosen={tab} onChoose={setTab}>
      {tab === 'own' ? own : <ProjectKeys key={user.id} />}
    </Tabs>
  );
}
