import { Clerk } from '@clerk/clerk-js/no-rhc';

/** Loads Clerk and its session. The first call would take additional time. */
export function begin() {
  const proxyUrl = `${location.origin}/__clerk`;
  const clerk = new Clerk(`pk_test_${btoa('clerk.standin.test$')}`, { proxyUrl });
  return clerk.load({ telemetry: false });
}
