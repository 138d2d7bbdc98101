import { useClerk } from '@clerk/react';
import { useAction } from '../ui/useAction';
import { password } from './people';

/** Who is signed in, and for which organization: the ways to change it, one at a time. */
export function useAccount() {
  const clerk = useClerk();
  const { pending, error, run } = useAction();

  async function signOut() {
    // With a callback Clerk stays on this page instead of leaving for its own.
    await clerk.signOut(() => {});
  }

  async function signIn(email: string) {
    if (clerk.isSignedIn) await signOut();
    const attempt = await clerk.client.signIn.create({
      strategy: 'password',
      identifier: email,
      password,
    });
    await clerk.setActive({ session: attempt.createdSessionId });
  }

  return {
    pending,
    error,
    signOut: () => run(signOut),
    /** Signs in one of the stand-in's users, in place of whoever is signed in. */
    signIn: (email: string) => run(() => signIn(email)),
    /** Leaves for the sign-in page of a real Clerk instance, which leads back here. */
    goToSignIn: () =>
      run(() => clerk.redirectToSignIn({ signInFallbackRedirectUrl: location.href })),
    /** `null` is the personal account. */
    chooseOrganization: (id: string | null) => run(() => clerk.setActive({ organization: id })),
  };
}

export type Account = ReturnType<typeof useAccount>;
