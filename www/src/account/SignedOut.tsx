import { isStandIn } from '../clerk';
import { demoProjectId } from '../projects/demoProject';
import { useProjectAPIKeys } from '../projects/useProjectAPIKeys';
import { texts } from '../texts';
import { Button } from '../ui/Button';
import { ErrorBanner } from '../ui/ErrorBanner';
import { useAction } from '../ui/useAction';
import { people } from './people';
import type { Account } from './useAccount';
import { useClerkAPIKeys } from './useClerkAPIKeys';

const text = texts.account;

export function SignedOut({ account }: { account: Account }) {
  const apiKeys = useClerkAPIKeys();
  const projectKeys = useProjectAPIKeys(demoProjectId);
  const { pending, error, run } = useAction();

  return (
    <section className="card">
      <h1>{text.signedOut}</h1>
      <p>{isStandIn ? text.chooseUser : text.signInAtClerk}</p>
      <div className="actions">
        {isStandIn ? (
          people.map(({ name, email }) => (
            <Button
              key={email}
              variant="primary"
              inactive={account.pending}
              onClick={() => account.signIn(email)}
            >
              {text.signInAs(name)}
            </Button>
          ))
        ) : (
          <Button variant="primary" inactive={account.pending} onClick={account.goToSignIn}>
            {text.signIn}
          </Button>
        )}
        <Button inactive={pending} onClick={() => run(() => apiKeys.getAll())}>
          {text.listKeys}
        </Button>
        {isStandIn && (
          <Button inactive={pending} onClick={() => run(() => projectKeys.getAll())}>
            {text.listProjectKeys}
          </Button>
        )}
      </div>
      {error !== undefined && <ErrorBanner error={error} />}
    </section>
  );
}
