import { ClerkDegraded, ClerkFailed, ClerkLoaded, ClerkLoading } from '@clerk/react';
import { isStandIn } from './clerk';
import { Home } from './Home';
import { ErrorBanner } from './ui/ErrorBanner';

export function App() {
  return (
    <>
      <ClerkFailed>
        <Unreachable />
      </ClerkFailed>
      {/* Clerk has loaded from what the browser remembers, without an answer from its server. */}
      <ClerkDegraded>
        <Unreachable />
      </ClerkDegraded>
      <ClerkLoading>
        <main>
          <p className="blank" role="status">
            Loading…
          </p>
        </main>
      </ClerkLoading>
      <ClerkLoaded>
        <Home />
      </ClerkLoaded>
      <footer>
        {isStandIn
          ? 'A local stand-in plays Clerk’s part: these people, organizations and keys are not real.'
          : 'This page works on your own Clerk instance: its keys are real.'}
      </footer>
    </>
  );
}

function Unreachable() {
  return (
    <div className="unreachable">
      <ErrorBanner
        error={
          new Error(isStandIn ? 'The local server does not answer.' : 'Clerk does not answer.')
        }
        onRetry={() => location.reload()}
      />
    </div>
  );
}
