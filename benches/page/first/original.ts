import { Clerk } from '@clerk/clerk-js/no-rhc';

/** To the session without which there are no keys: the first call comes on top. */
export function begin() {
  const proxyUrl = `${location.origin}/__clerk`;
  const clerk = new Clerk(`pk_test_${btoa('clerk.standin.test$')}`, { proxyUrl });
  return clerk.load({ telemetry: false });
}
