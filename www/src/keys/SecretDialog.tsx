import { useState } from 'react';
import { texts } from '../texts';
import { Button } from '../ui/Button';
import { Dialog } from '../ui/Dialog';
import type { Key } from './key';
import { SecretField } from './SecretField';

const text = texts.secret;

interface Props {
  apiKey: Key;
  onSaved: () => void;
}

/** Shows the secret of a new key, once. Escape does not close the dialog: the user must confirm that it is saved. */
export function SecretDialog({ apiKey, onSaved }: Props) {
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
        <p className="warning" role="alert">
          {text.notRetrieved}
        </p>
      )}
      <div className="actions">
        {discard && <Button onClick={discard.onDiscard}>{discard.label}</Button>}
        {/* The same button in both states, so it keeps the focus: a double click shows the warning and goes back. */}
        <Button
          variant={warns ? 'plain' : 'primary'}
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
