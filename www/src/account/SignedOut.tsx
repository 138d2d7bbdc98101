import { isStandIn } from '../clerk';
import { useOwnKeys } from '../keys/useOwnKeys';
import { engine } from '../projects/demo';
import { useProjectAPIKeys } from '../projects/useProjectAPIKeys';
import { Button } from '../ui/Button';
import { ErrorBanner } from '../ui/ErrorBanner';
import { useAction } from '../ui/useAction';
import { people } from './people';
import type { Account } from './useAccount';

export function SignedOut({ account }: { account: Account }) {
  const apiKeys = useOwnKeys();
  const projectKeys = useProjectAPIKeys(engine);
  const { pending, error, run } = useAction();

  return (
    <section className="card">
      <h1>You are signed out</h1>
      <p>
        {isStandIn
          ? 'API keys belong to a user or an organization. Choose who you are.'
          : 'API keys belong to a user or an organization. You sign in on Clerk’s own page, which leads back here.'}
      </p>
      <div className="actions">
        {isStandIn ? (
          people.map(({ name, email }) => (
            <Button
              key={email}
              look="primary"
              inactive={account.pending}
              onClick={() => account.signIn(email)}
            >
              Sign in as {name}
            </Button>
          ))
        ) : (
          <Button look="primary" inactive={account.pending} onClick={account.goToSignIn}>
            Sign in
          </Button>
        )}
        <Button inactive={pending} onClick={() => run(() => apiKeys.getAll())}>
          List keys anyway
        </Button>
        {isStandIn && (
          <Button inactive={pending} onClick={() => run(() => projectKeys.getAll())}>
            List project keys anyway
          </Button>
        )}
      </div>
      {error !== undefined && <ErrorBanner error={error} />}
    </section>
  );
}
