import { isStandIn } from '../clerk';
import { useClerkAPIKeys } from '../keys/useClerkAPIKeys';
import { demoProjectId } from '../projects/demoProject';
import { useProjectAPIKeys } from '../projects/useProjectAPIKeys';
import { texts } from '../texts';
import { Button } from '../ui/Button';
import { ErrorBanner } from '../ui/ErrorBanner';
import { useAction } from '../ui/useAction';
import { people } from './people';
import type { Account } from './useAccount';

const words = texts.account;

export function SignedOut({ account }: { account: Account }) {
  const apiKeys = useClerkAPIKeys();
  const projectKeys = useProjectAPIKeys(demoProjectId);
  const { pending, error, run } = useAction();

  return (
    <section className="card">
      <h1>{words.signedOut}</h1>
      <p>{isStandIn ? words.whoAreYou : words.signInThere}</p>
      <div className="actions">
        {isStandIn ? (
          people.map(({ name, email }) => (
            <Button
              key={email}
              look="primary"
              inactive={account.pending}
              onClick={() => account.signIn(email)}
            >
              {words.signInAs(name)}
            </Button>
          ))
        ) : (
          <Button look="primary" inactive={account.pending} onClick={account.goToSignIn}>
            {words.signIn}
          </Button>
        )}
        <Button inactive={pending} onClick={() => run(() => apiKeys.getAll())}>
          {words.listAnyway}
        </Button>
        {isStandIn && (
          <Button inactive={pending} onClick={() => run(() => projectKeys.getAll())}>
            {words.listProjectsAnyway}
          </Button>
        )}
      </div>
      {error !== undefined && <ErrorBanner error={error} />}
    </section>
  );
}
