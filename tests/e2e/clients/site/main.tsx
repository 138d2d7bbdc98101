import { Clerk } from '@clerk/clerk-js/no-rhc';
import { ClerkLoaded, ClerkProvider } from '@clerk/react';
import { isClerkAPIResponseError, isClerkRuntimeError } from '@clerk/shared/error';
import { APIKeys } from 'apikeys-wasm';
import { createRoot } from 'react-dom/client';
import { Manager } from './Manager';

const publishableKey = `pk_test_${btoa('clerk.standin.test$')}`;
const proxyUrl = `${location.origin}/__clerk`;
const clerk = new Clerk(publishableKey, { proxyUrl });

// The only use of this package. The rest follows Clerk's documentation.
APIKeys.attach(clerk);

/** The results of Clerk's type guards for an error. */
const guards = (error: unknown) => ({
  response: isClerkAPIResponseError(error as Error),
  runtime: isClerkRuntimeError(error),
});

declare global {
  var clients: { clerk: Clerk; guards: typeof guards };
}

globalThis.clients = { clerk, guards };

createRoot(document.getElementById('root') as HTMLElement).render(
  <ClerkProvider
    publishableKey={publishableKey}
    proxyUrl={proxyUrl}
    Clerk={clerk}
    telemetry={false}
  >
    <ClerkLoaded>
      <Manager />
    </ClerkLoaded>
  </ClerkProvider>,
);
