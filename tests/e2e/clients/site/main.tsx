import { Clerk } from '@clerk/clerk-js/no-rhc';
import { ClerkLoaded, ClerkProvider } from '@clerk/react';
import { isClerkAPIResponseError, isClerkRuntimeError } from '@clerk/shared/error';
import { APIKeys } from 'apikeys-wasm';
import { createRoot } from 'react-dom/client';
import { Manager } from './Manager';

const publishableKey = `pk_test_${btoa('clerk.standin.test$')}`;
const proxyUrl = `${location.origin}/__clerk`;
const clerk = new Clerk(publishableKey, { proxyUrl });

// All there is of this package: everything else is as Clerk's documentation has it.
APIKeys.attach(clerk);

/** What Clerk's own guards say of an error. */
const known = (error: unknown) => ({
  response: isClerkAPIResponseError(error as Error),
  runtime: isClerkRuntimeError(error),
});

declare global {
  var clients: { clerk: Clerk; known: typeof known };
}

globalThis.clients = { clerk, known };

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
