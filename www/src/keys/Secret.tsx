import { useRef, useState } from 'react';
import { Button } from '../ui/Button';
import { Dialog } from '../ui/Dialog';
import { Field } from '../ui/Field';
import type { Key } from './key';

interface Props {
  apiKey: Key;
  onSaved: (name: string) => void;
}

/** The only time a secret is shown. No Escape: only the words that it is saved close it. */
export function Secret({ apiKey, onSaved }: Props) {
  const area = useRef<HTMLTextAreaElement>(null);
  const [words, setWords] = useState('');

  async function copy() {
    try {
      await navigator.clipboard.writeText(apiKey.secret ?? '');
      setWords('Copied.');
    } catch {
      area.current?.select();
      setWords('The browser did not allow copying. The secret is selected: copy it by keyboard.');
    }
  }

  return (
    <Dialog title="Save the secret now">
      <p>
        This is the only time that the secret of “{apiKey.name}” is shown. Keep it where the program
        that needs it will find it.
      </p>
      <Field label="Secret">
        {(control) => (
          <div className="copy">
            <textarea
              {...control}
              ref={area}
              className="secret"
              value={apiKey.secret ?? ''}
              rows={2}
              readOnly
              autoComplete="off"
              spellCheck={false}
              onFocus={(event) => event.target.select()}
            />
            <Button onClick={copy}>Copy</Button>
          </div>
        )}
      </Field>
      <p className="notice" role="status">
        {words}
      </p>
      <div className="actions">
        <Button look="primary" onClick={() => onSaved(apiKey.name)}>
          I have saved it
        </Button>
      </div>
    </Dialog>
  );
}
