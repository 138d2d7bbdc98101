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

/** The only time a secret is shown. No Escape: only the words that it is saved close it. */
export function Secret({ apiKey, onSaved }: Props) {
  const { name, secret = '' } = apiKey;
  return (
    <Dialog title={words.title}>
      <SecretStep name={name} secret={secret} saved={words.saved} onSaved={onSaved} />
    </Dialog>
  );
}

interface StepProps {
  name: string;
  secret: string;
  /** The words that it is saved. */
  saved: string;
  onSaved: () => void;
  /** The way out, for which nothing need be saved. */
  discard?: { words: string; onDiscard: () => void };
}

/** A secret to be taken, and the step on. Whoever has not taken it is asked once more. */
export function SecretStep({ name, secret, saved, onSaved, discard }: StepProps) {
  const [isTaken, setTaken] = useState(false);
  const [isAsked, setAsked] = useState(false);
  const asks = isAsked && !isTaken;

  return (
    <>
      <p>{words.words(name)}</p>
      <SecretField secret={secret} isTaken={isTaken} onTaken={() => setTaken(true)} />
      {asks && (
        <p className="wary" role="alert">
          {words.notTaken}
        </p>
      )}
      <div className="actions">
        {discard && <Button onClick={discard.onDiscard}>{discard.words}</Button>}
        {/* One button, which keeps the focus: a double click asks, and goes back. */}
        <Button
          look={asks ? 'plain' : 'primary'}
          onClick={() => (isTaken ? onSaved() : setAsked(!asks))}
        >
          {asks ? words.goBack : saved}
        </Button>
        {asks && (
          <Button look="danger" onClick={onSaved}>
            {words.closeAnyway}
          </Button>
        )}
      </div>
    </>
  );
}
