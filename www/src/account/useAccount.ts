import { useClerk } from '@clerk/react';
import { useAction } from '../ui/useAction';
import { password } from './people';

/** The actions that change the signed-in user or the active organization. Only one runs at a time. */
export function useAccount() {
  const clerk = useClerk();
  const { pending, error, run } = useAction();

  async function signOut() {
    // With a callback, Clerk does not redirect to another page after the sign-out.
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
    /** Signs in one of the stand-in's users. Signs out the current user first. */
    signIn: (email: string) => run(() => signIn(email)),
    /** Redirects to the sign-in page of a real Clerk instance, which redirects back here. */
    goToSignIn: () =>
      run(() => clerk.redirectToSignIn({ signInFallbackRedirectUrl: location.href })),
    /** `null` is the personal account. */
    chooseOrganization: (id: string | null) => run(() => clerk.setActive({ organization: id })),
  };
}

export type Account = ReturnType<typeof useAccount>;
