import { useAuth, useUser } from '@clerk/react';
import { APIKeysProvider } from 'apikeys-wasm/react';
import { useEffect, useRef, useState } from 'react';
import { AccountBar } from './account/AccountBar';
import { SignedOut } from './account/SignedOut';
import { type Account, useAccount } from './account/useAccount';
import { isStandIn } from './clerk';
import { ClerkKeys } from './keys/ClerkKeys';
import { OutcomesProvider } from './keys/outcomes';
import { useClerkAPIKeys } from './keys/useClerkAPIKeys';
import { ProjectsPanel } from './projects/ProjectsPanel';
import { texts } from './texts';
import { ErrorBanner } from './ui/ErrorBanner';
import { Tabs } from './ui/Tabs';

const tabs = [
  { id: 'clerk', label: texts.page.clerkKeys },
  { id: 'projects', label: texts.page.projectKeys },
] as const;

/** The demo page once Clerk has loaded. */
export function Home() {
  const account = useAccount();
  const apiKeys = useClerkAPIKeys();
  const main = useRef<HTMLElement>(null);
  const { isSignedIn } = useAuth();

  // A sign-in or sign-out removes the button that was clicked. The focus then moves to the new content.
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
          <OutcomesProvider>
            <Content account={account} />
          </OutcomesProvider>
        </APIKeysProvider>
      </main>
    </>
  );
}

function Content({ account }: { account: Account }) {
  const { isLoaded, orgId } = useAuth();
  const { user } = useUser();
  const [tab, setTab] = useState<(typeof tabs)[number]['id']>('clerk');

  if (!isLoaded || account.pending) {
    return (
      <>
        <h1 className="visually-hidden">{texts.page.clerkKeys}</h1>
        <p className="empty" role="status">
          {texts.page.switching}
        </p>
      </>
    );
  }
  if (!user) return <SignedOut account={account} />;

  const memberships = user.organizationMemberships.map(({ organization }) => organization);
  const owner = memberships.find(({ id }) => id === orgId)?.name ?? user.fullName ?? user.id;
  // The React key gives each owner a new list: React discards the previous one, which aborts its requests except for creates.
  const listId = `${user.id} ${orgId}`;
  const clerkKeys = <ClerkKeys key={listId} listId={listId} owner={owner} />;
  // Only the stand-in has projects. A real Clerk instance has none.
  if (!isStandIn) return clerkKeys;

  return (
    <Tabs label={texts.page.tabsLabel} tabs={tabs} chosen={tab} onChoose={setTab}>
      {tab === 'clerk' ? clerkKeys : <ProjectsPanel key={user.id} />}
    </Tabs>
  );
}
