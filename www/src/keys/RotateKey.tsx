import { type APIKeyResource, type APIKeys, APIKeysError } from 'apikeys-wasm';
import { type SubmitEvent, useState } from 'react';
import { texts } from '../texts';
import { Button } from '../ui/Button';
import { Dialog } from '../ui/Dialog';
import { ErrorBanner } from '../ui/ErrorBanner';
import { fieldErrors } from '../ui/errors';
import { Field } from '../ui/Field';
import { useAction } from '../ui/useAction';
import { useFirstInvalid } from '../ui/useFirstInvalid';
import { useLeaving } from '../ui/useLeaving';
import { textOf } from './CreateKey';
import { Expiration, expirationField, lifetimeOf, secondsOf } from './Expiration';
import type { Rotating } from './Keys';
import { Reason } from './Reason';
import { SecretStep } from './Secret';

const words = texts.rotate;
const fields = ['name', 'secondsUntilExpiration', expirationField] as const;

/** A new key that waits to be saved, and what says that it is, or that it is not wanted. */
interface Handover {
  key: APIKeyResource;
  saved: () => void;
  discard: (reason: Discarded) => void;
}

class Discarded extends Error {}

interface Props extends Rotating<APIKeyResource> {
  apiKeys: APIKeys;
}

/** A new key in the place of an old one, which is revoked only once the new secret is saved. */
export function RotateKey({ apiKeys, apiKey, onEnd, onFailed, onCancel }: Props) {
  const { pending, error, run } = useAction();
  const [handover, setHandover] = useState<Handover>();
  const [isSettled, setSettled] = useState(false);
  const signal = useLeaving();
  const { errors, elsewhere } = fieldErrors(error, fields);
  const form = useFirstInvalid(error);

  function onSecret(key: APIKeyResource) {
    return new Promise<void>((saved, discard) => setHandover({ key, saved, discard }));
  }

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    run(async () => {
      const name = textOf(data, 'name');
      const params = {
        apiKeyID: apiKey.id,
        ...(name && { name }),
        secondsUntilExpiration: secondsOf(lifetimeOf(data)),
        revocationReason: textOf(data, 'reason') || null,
        onSecret,
      };
      try {
        const fresh = await apiKeys.rotate(params, { signal: signal() });
        delete fresh.secret;
        onEnd(words.done(fresh.name, apiKey.name));
      } catch (error) {
        setHandover(undefined);
        setSettled(false);
        if (wasDiscarded(error)) return onEnd(words.discarded(apiKey.name));
        onFailed();
        throw error;
      }
    });
  }

  function settle(how: (handover: Handover) => void) {
    if (!handover) return;
    delete handover.key.secret;
    how(handover);
    setHandover(undefined);
    setSettled(true);
  }

  // Each is another dialog, which begins with a focus of its own.
  if (isSettled) {
    return (
      <Dialog key="settled" title={words.title(apiKey.name)}>
        <p role="status">{words.revoking}</p>
      </Dialog>
    );
  }
  if (handover) {
    return (
      <Dialog key="secret" title={texts.secret.title}>
        <SecretStep
          name={handover.key.name}
          secret={handover.key.secret ?? ''}
          saved={words.saved}
          onSaved={() => settle(({ saved }) => saved())}
          discard={{
            words: words.discard,
            onDiscard: () => settle(({ discard }) => discard(new Discarded())),
          }}
        />
      </Dialog>
    );
  }

  if (isHalfDone(error)) {
    return (
      <Dialog key="half-done" title={words.halfDone} onCancel={onCancel}>
        <ErrorBanner error={error} />
        <div className="actions">
          <Button look="primary" onClick={onCancel}>
            {texts.page.close}
          </Button>
        </div>
      </Dialog>
    );
  }

  return (
    <Dialog key="form" title={words.title(apiKey.name)} onCancel={pending ? undefined : onCancel}>
      <p>{words.words}</p>
      <form ref={form} onSubmit={submit} noValidate>
        {elsewhere && <ErrorBanner error={error} />}
        <Field label={words.name} hint={words.nameHint} error={errors.name}>
          {(control) => <input {...control} name="name" autoComplete="off" />}
        </Field>
        <Expiration
          error={errors[expirationField] ?? errors.secondsUntilExpiration}
          hint="endOfDay"
        />
        <Reason label={words.reason} />
        <div className="actions">
          <Button inactive={pending} onClick={onCancel}>
            {texts.page.cancel}
          </Button>
          <Button type="submit" look="primary" inactive={pending}>
            {pending ? words.rotating : words.rotate}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

/** Whether a key is left that should be revoked: to rotate once more would make a third. */
function isHalfDone(error: unknown): boolean {
  return error instanceof APIKeysError && 'key' in error;
}

/** Whether the rotation ended for no other reason than that the new key was not wanted. */
function wasDiscarded(error: unknown): boolean {
  return error instanceof Error && error.cause instanceof Discarded;
}
