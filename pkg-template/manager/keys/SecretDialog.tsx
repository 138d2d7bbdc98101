import { useState } from 'react';
import { Button } from '../ui/Button.js';
import { Dialog } from '../ui/Dialog.js';
import { useLabels } from '../ui/language.js';
import type { Key } from './key.js';
import { SecretField } from './SecretField.js';

interface Props {
  apiKey: Key;
  onSaved: () => void;
}

/** Shows the secret of a new key, once. Escape does not close the dialog: the user must confirm that it is saved. */
export function SecretDialog({ apiKey, onSaved }: Props) {
  const text = useLabels().secret;
  const { name, secret = '' } = apiKey;
  return (
    <Dialog title={text.title}>
      <SecretStep name={name} secret={secret} savedLabel={text.saved} onSaved={onSaved} />
    </Dialog>
  );
}

interface StepProps {
  name: string;
  secret: string;
  /** The label of the button with which the user confirms that the secret is saved. */
  savedLabel: string;
  onSaved: () => void;
  /** The button that discards the key instead. */
  discard?: { label: string; onDiscard: () => void };
}

/** Shows a secret and a button to continue. Warns if the user has neither copied nor shown the secret. */
export function SecretStep({ name, secret, savedLabel, onSaved, discard }: StepProps) {
  const text = useLabels().secret;
  const [isRetrieved, setRetrieved] = useState(false);
  const [hasClicked, setClicked] = useState(false);
  const warns = hasClicked && !isRetrieved;

  return (
    <>
      <p>{text.body(name)}</p>
      <SecretField
        secret={secret}
        isRetrieved={isRetrieved}
        onRetrieve={() => setRetrieved(true)}
      />
      {warns && (
        <p className="apikeys-warning" role="alert">
          {text.notRetrieved}
        </p>
      )}
      <div className="apikeys-actions">
        {discard && <Button onClick={discard.onDiscard}>{discard.label}</Button>}
        {/* The same button in both states, so it keeps the focus: a double click shows the warning and goes back. */}
        <Button
          variant={warns ? undefined : 'primary'}
          onClick={() => (isRetrieved ? onSaved() : setClicked(!warns))}
        >
          {warns ? text.goBack : savedLabel}
        </Button>
        {warns && (
          <Button variant="danger" onClick={onSaved}>
            {text.closeAnyway}
          </Button>
        )}
      </div>
    </>
  );
}
