import { ClerkDegraded, ClerkFailed, ClerkLoaded, ClerkLoading } from '@clerk/react';
import { hasFaults, isStandIn } from './clerk';
import { FaultPanel } from './faults/FaultPanel';
import { Home } from './Home';
import { texts } from './texts';
import { ErrorBanner } from './ui/ErrorBanner';

export function App() {
  return (
    <>
      <ClerkFailed>
        <Unreachable />
      </ClerkFailed>
      {/* Clerk has loaded from the browser's cache, without a response from its server. */}
      <ClerkDegraded>
        <Unreachable />
      </ClerkDegraded>
      <ClerkLoading>
        <main>
          <h1 className="visually-hidden">{texts.page.clerkKeys}</h1>
          <p className="empty" role="status">
            {texts.page.loading}
          </p>
        </main>
      </ClerkLoading>
      <ClerkLoaded>
        <Home />
      </ClerkLoaded>
      {hasFaults && <FaultPanel />}
      <footer>{isStandIn ? texts.page.standIn : texts.page.realInstance}</footer>
    </>
  );
}

function Unreachable() {
  return (
    <div className="server-error">
      <ErrorBanner
        error={new Error(isStandIn ? texts.page.standInUnreachable : texts.page.clerkUnreachable)}
        onRetry={() => location.reload()}
      />
    </div>
  );
}
