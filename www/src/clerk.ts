import { Clerk } from '@clerk/clerk-js/no-rhc';
import { APIKeys } from 'apikeys-wasm';

const realKey = import.meta.env.VITE_CLERK_PUBLISHABLE_KEY;

/** Whether the local stand-in plays Clerk's part. */
export const isStandIn = !realKey;

/** Which Clerk instance this page belongs to, as `<ClerkProvider>` takes it. */
export const instance = realKey
  ? { publishableKey: realKey }
  : {
      publishableKey: `pk_test_${btoa('clerk.standin.test$')}`,
      proxyUrl: `${location.origin}/__clerk`,
    };

/** The client, bundled: its `no-rhc` build never loads code from another host. */
export const clerk = new Clerk(instance.publishableKey, instance);

// From here on `clerk.apiKeys`, and so `useClerk().apiKeys`, is ours.
APIKeys.attach(clerk);
