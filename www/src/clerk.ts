import { Clerk } from '@clerk/clerk-js/no-rhc';
import { APIKeys } from 'apikeys-wasm';

const realKey = import.meta.env.VITE_CLERK_PUBLISHABLE_KEY;

/** Whether the demo page uses the local stand-in instead of a real Clerk instance. */
export const isStandIn = !realKey;

/** The Clerk instance of the demo page, as props of `<ClerkProvider>`. */
export const instance = realKey
  ? { publishableKey: realKey }
  : {
      publishableKey: `pk_test_${btoa('clerk.standin.test$')}`,
      proxyUrl: `${location.origin}/__clerk`,
    };

/** The bundled clerk-js. Its `no-rhc` build ("no remotely hosted code") never loads code from another host. */
export const clerk = new Clerk(instance.publishableKey, instance);

// Replaces `clerk.apiKeys`, and so `useClerk().apiKeys`, with the object of apikeys-wasm.
APIKeys.attach(clerk);
