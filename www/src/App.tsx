import { ClerkFailed, ClerkLoaded, ClerkLoading } from '@clerk/react';
import { isStandIn } from './clerk';
import { Home } from './Home';
import { ErrorBanner } from './ui/ErrorBanner';

export function App() {
  return (
    <>
      <ClerkLoading>
        <p className="blank" role="status">
          Loading…
        </p>
      </ClerkLoading>
      <ClerkFailed>
        <main>
          <ErrorBanner
            error={
              new Error(`Clerk did not load. ${isStandIn ? 'Is the local server running?' : ''}`)
            }
            onRetry={() => location.reload()}
          />
        </main>
      </ClerkFailed>
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
