import { useAuth, useClerk, useUser } from '@clerk/react';
import { APIKeyManager, APIKeyMessages, useClerkPermissions } from 'apikeys-wasm/manager';
import { useEffect, useRef, useState } from 'react';
import { AccountBar } from './account/AccountBar';
import { usePersonName } from './account/people';
import { SignedOut } from './account/SignedOut';
import { type Account, useAccount } from './account/useAccount';
import { useClerkAPIKeys } from './account/useClerkAPIKeys';
import { isStandIn } from './clerk';
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
        <APIKeyMessages />
        <Content account={account} />
      </main>
    </>
  );
}

function Content({ account }: { account: Account }) {
  const { isLoaded } = useAuth();
  const { user } = useUser();
  const apiKeys = useClerkAPIKeys();
  const can = useClerkPermissions(useClerk());
  const personName = usePersonName();
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

  const clerkKeys = (
    <APIKeyManager apiKeys={apiKeys} can={can} nameOf={personName} headingLevel={1} />
  );
  // Only the stand-in has projects. A real Clerk instance has none.
  if (!isStandIn) return clerkKeys;

  return (
    <Tabs label={texts.page.tabsLabel} tabs={tabs} chosen={tab} onChoose={setTab}>
      {tab === 'clerk' ? clerkKeys : <ProjectsPanel key={user.id} />}
    </Tabs>
  );
}
