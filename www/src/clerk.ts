import { Clerk } from '@clerk/clerk-js/no-rhc';
import { APIKeys } from 'apikeys-wasm';

const realKey = import.meta.env.VITE_CLERK_PUBLISHABLE_KEY;

/** Whether the demo page uses the local stand-in instead of a real Clerk instance. */
export const isStandIn = !realKey;

const otherOrigin = import.meta.env.VITE_CLERK_PROXY_URL;

/** Whether the stand-in knows this browser by its cookie, which a request to another origin does not have. */
export const hasFaults = isStandIn && !otherOrigin;

/** With a key of this domain, clerk-js needs no cookies of another site: it sends the development browser's token. */
const developmentDomain = 'standin.clerk.accounts.dev';

/** The Clerk instance of the demo page, as props of `<ClerkProvider>`. */
export const instance = realKey
  ? { publishableKey: realKey }
  : {
      publishableKey: `pk_test_${btoa(`${otherOrigin ? developmentDomain : 'clerk.standin.test'}$`)}`,
      proxyUrl: otherOrigin ?? `${location.origin}/__clerk`,
    };

/** The bundled clerk-js. Its `no-rhc` build ("no remotely hosted code") never loads code from another host. */
export const clerk = new Clerk(instance.publishableKey, instance);

// Replaces `clerk.apiKeys`, and so `useClerk().apiKeys`, with the object of apikeys-wasm.
APIKeys.attach(clerk);
