import { useState } from 'react';
import { texts } from '../texts';
import { Button } from '../ui/Button';
import { Dialog } from '../ui/Dialog';
import type { Key } from './key';
import { SecretField } from './SecretField';

const words = texts.secret;

interface Props {
  apiKey: Key;
  onSaved: () => void;
}

/** Shows the secret of a new key, once. Escape does not close the dialog: the user must confirm that it is saved. */
export function SecretDialog({ apiKey, onSaved }: Props) {
  const { name, secret = '' } = apiKey;
  return (
    <Dialog title={words.title}>
      <SecretStep name={name} secret={secret} savedLabel={words.saved} onSaved={onSaved} />
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
  const [isTaken, setTaken] = useState(false);
  const [hasClicked, setClicked] = useState(false);
  const warns = hasClicked && !isTaken;

  return (
    <>
      <p>{words.body(name)}</p>
      <SecretField secret={secret} isTaken={isTaken} onTaken={() => setTaken(true)} />
      {warns && (
        <p className="warning" role="alert">
          {words.notTaken}
        </p>
      )}
      <div className="actions">
        {discard && <Button onClick={discard.onDiscard}>{discard.label}</Button>}
        {/* The same button in both states, so it keeps the focus: a double click shows the warning and goes back. */}
        <Button
          look={warns ? 'plain' : 'primary'}
          onClick={() => (isTaken ? onSaved() : setClicked(!warns))}
        >
          {warns ? words.goBack : savedLabel}
        </Button>
        {warns && (
          <Button look="danger" onClick={onSaved}>
            {words.closeAnyway}
          </Button>
        )}
      </div>
    </>
  );
}
