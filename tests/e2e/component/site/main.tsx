import { Clerk } from '@clerk/clerk-js/no-rhc';
import { APIKeys, ClerkLoaded, ClerkProvider } from '@clerk/react';
import { ui } from '@clerk/ui/no-rhc';
import { APIKeys as APIKeysOfThisPackage } from 'apikeys-wasm';
import { createRoot } from 'react-dom/client';

const publishableKey = `pk_test_${btoa('clerk.standin.test$')}`;
const proxyUrl = `${location.origin}/__clerk`;
const clerk = new Clerk(publishableKey, { proxyUrl });
const mount = new URLSearchParams(location.search);

// The only use of this package. The rest follows Clerk's documentation.
if (mount.get('apiKeys') === 'apikeys-wasm') APIKeysOfThisPackage.attach(clerk);

declare global {
  var host: { clerk: Clerk };
}

globalThis.host = { clerk };

const root = document.getElementById('root') as HTMLDivElement;

if (mount.get('by') === 'mountAPIKeys') {
  await clerk.load({ telemetry: false, ui });
  clerk.mountAPIKeys(root, { perPage: 2, showDescription: true });
} else {
  createRoot(root).render(
    <ClerkProvider
      publishableKey={publishableKey}
      proxyUrl={proxyUrl}
      Clerk={clerk}
      ui={ui}
      telemetry={false}
    >
      <ClerkLoaded>
        <APIKeys perPage={2} showDescription />
      </ClerkLoaded>
    </ClerkProvider>,
  );
}
