import type { Clerk } from '@clerk/clerk-js/no-rhc';

/** How the host page makes and loads its Clerk object. */
export interface Instance {
  publishableKey: string;
  options?: ConstructorParameters<typeof Clerk>[1];
  loadOptions?: Parameters<Clerk['load']>[0];
}

// clerk-js identifies the development browser only on Clerk's development domains.
const developmentDomain = 'standin.clerk.accounts.dev';

/** Reads the Clerk instance from the parameters of the page's address. */
export function readInstance({ origin, host, searchParams }: URL): Instance {
  const proxyUrl = `${origin}/__clerk`;
  // The host of a Frontend API on another origin.
  const frontendApi = searchParams.get('frontendApi') ?? '';
  switch (searchParams.get('instance')) {
    case 'development':
      return { publishableKey: testKey(developmentDomain), options: { proxyUrl } };
    case 'development-elsewhere':
      return {
        publishableKey: testKey(developmentDomain),
        options: { proxyUrl: `https://${frontendApi}` },
      };
    case 'live':
      return { publishableKey: liveKey(frontendApi) };
    case 'satellite':
      return {
        publishableKey: liveKey(frontendApi),
        options: { domain: host },
        loadOptions: { isSatellite: true },
      };
    default:
      return { publishableKey: testKey('clerk.standin.test'), options: { proxyUrl } };
  }
}

const testKey = (domain: string) => `pk_test_${btoa(`${domain}$`)}`;
const liveKey = (domain: string) => `pk_live_${btoa(`${domain}$`)}`;
