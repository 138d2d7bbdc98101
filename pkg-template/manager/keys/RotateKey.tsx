import {
  type APIKeyResource,
  type APIKeys,
  APIKeysError,
  CreateOutcomeUnknownError,
} from 'apikeys-wasm';
import { type SubmitEvent, useState } from 'react';
import { Button } from '../ui/Button.js';
import { Dialog } from '../ui/Dialog.js';
import { ErrorBanner } from '../ui/ErrorBanner.js';
import { fieldErrors } from '../ui/errors.js';
import { Field } from '../ui/Field.js';
import { useLabels } from '../ui/language.js';
import { useAction } from '../ui/useAction.js';
import { useFirstInvalid } from '../ui/useFirstInvalid.js';
import { useUnmountSignal } from '../ui/useUnmountSignal.js';
import type { RotateDialogProps } from './dialogs.js';
import {
  ExpirationFields,
  isSameLifetime,
  lifetimeField,
  lifetimeOf,
  secondsOf,
} from './ExpirationFields.js';
import { fieldText } from './formFields.js';
import type { Key, LostError } from './key.js';
import { LostResponse } from './LostResponse.js';
import { ReasonField } from './ReasonField.js';
import { SecretStep } from './SecretDialog.js';

const fields = ['name', 'secondsUntilExpiration', lifetimeField] as const;

/** A new key whose secret the user has not saved yet, with the functions that settle `onSecret`. */
interface UnsavedKey {
  key: APIKeyResource;
  /** The user has saved the secret. */
  resolve: () => void;
  /** The user does not want the new key. */
  reject: (reason: DiscardedError) => void;
}

class DiscardedError extends Error {}

interface Props extends RotateDialogProps<APIKeyResource> {
  apiKeys: APIKeys;
}

/** The dialog that replaces a key with a new one. The old key is revoked only after the user has saved the new secret. */
export function RotateKey({ apiKeys, apiKey, onRotated, onEnd, onFailed, onCancel }: Props) {
  const labels = useLabels();
  const text = labels.rotate;
  const { pending, error, run } = useAction();
  const [unsaved, setUnsaved] = useState<UnsavedKey>();
  const [isRevoking, setRevoking] = useState(false);
  const [lost, setLost] = useState<LostError>();
  const signal = useUnmountSignal();
  const { errors, hasOtherErrors } = fieldErrors(error, fields, labels);
  const form = useFirstInvalid(error);

  function onSecret(key: APIKeyResource) {
    return new Promise<void>((resolve, reject) => setUnsaved({ key, resolve, reject }));
  }

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    run(async () => {
      const name = fieldText(data, 'name');
      const params = {
        apiKeyID: apiKey.id,
        ...(name && { name }),
        ...(!isSameLifetime(data) && {
          secondsUntilExpiration: secondsOf(lifetimeOf(data, labels.create.dateRequired)),
        }),
        revocationReason: fieldText(data, 'reason') || null,
        onSecret,
      };
      await finish(apiKeys.rotate(params, { signal: signal() }));
    });
  }

  /** Waits for the end of the rotation. `onSecret` shows the new key meanwhile. */
  async function finish(rotation: Promise<Key>) {
    try {
      const fresh = await rotation;
      delete fresh.secret;
      // `recreate()` of a lost rotation returns one of the same kind.
      onRotated(fresh as APIKeyResource);
      onEnd(text.done(fresh.name, apiKey.name));
    } catch (error) {
      setUnsaved(undefined);
      setRevoking(false);
      if (wasDiscarded(error) && !isHalfway(error)) return onEnd(text.discarded(apiKey.name));
      onFailed(error);
      if (lost || !(error instanceof CreateOutcomeUnknownError)) throw error;
      setLost(error);
    }
  }

  function settle(act: (unsaved: UnsavedKey) => void) {
    if (!unsaved) return;
    delete unsaved.key.secret;
    act(unsaved);
    setUnsaved(undefined);
    setRevoking(true);
  }

  // Each step has its own React key: a new dialog sets its initial focus.
  if (isRevoking) {
    return (
      <Dialog key="revoking" title={text.title(apiKey.name)}>
        <p role="status">{text.revoking}</p>
      </Dialog>
    );
  }
  if (unsaved) {
    return (
      <Dialog key="secret" title={labels.secret.title}>
        <SecretStep
          name={unsaved.key.name}
          secret={unsaved.key.secret ?? ''}
          savedLabel={text.saved}
          onSaved={() => settle(({ resolve }) => resolve())}
          discard={{
            label: text.discard,
            onDiscard: () => settle(({ reject }) => reject(new DiscardedError())),
          }}
        />
      </Dialog>
    );
  }

  if (isHalfway(error)) {
    return (
      <Dialog key="halfway" title={text.halfway} onCancel={onCancel}>
        <ErrorBanner error={error} />
        <div className="apikeys-actions">
          <Button variant="primary" onClick={onCancel}>
            {labels.page.close}
          </Button>
        </div>
      </Dialog>
    );
  }

  if (lost) {
    return (
      <LostResponse
        key="lost"
        body={text.lost(apiKey.name)}
        error={lost}
        recreation={{ pending, error }}
        onRecreate={() => run(() => finish(lost.recreate({ signal: signal() })))}
        onFailed={onFailed}
        onLeave={() => onEnd(text.left(apiKey.name))}
      />
    );
  }

  return (
    <Dialog key="form" title={text.title(apiKey.name)} onCancel={pending ? undefined : onCancel}>
      <p>{text.body}</p>
      <form ref={form} onSubmit={submit} noValidate>
        {hasOtherErrors && <ErrorBanner error={error} />}
        <Field label={text.name} hint={text.nameHint} error={errors.name}>
          {(control) => <input {...control} name="name" autoComplete="off" />}
        </Field>
        <ExpirationFields
          error={errors[lifetimeField] ?? errors.secondsUntilExpiration}
          sameAs={apiKey}
          hint="endOfDay"
        />
        <ReasonField label={text.reason} />
        <div className="apikeys-actions">
          <Button inactive={pending} onClick={onCancel}>
            {labels.page.cancel}
          </Button>
          <Button type="submit" variant="primary" inactive={pending}>
            {pending ? text.rotating : text.rotate}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

/** Whether the rotation left a key that should be revoked. Another rotation would then create a third key. */
function isHalfway(error: unknown): boolean {
  return error instanceof APIKeysError && 'key' in error;
}

/** Whether the rotation ended because the user discarded the new key. */
function wasDiscarded(error: unknown): boolean {
  return error instanceof Error && error.cause instanceof DiscardedError;
}
