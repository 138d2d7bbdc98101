import { useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { texts } from '../texts';
import { Button } from '../ui/Button';
import { Field } from '../ui/Field';

const words = texts.secret;

/** The content of the field while the secret is hidden. */
const mask = '•'.repeat(32);

interface Props {
  secret: string;
  /** Whether the user has shown or copied the secret. */
  isTaken: boolean;
  onTaken: () => void;
}

/** A field that shows and copies a secret. The secret is in the DOM only while it is shown. */
export function SecretField({ secret, isTaken, onTaken }: Props) {
  const area = useRef<HTMLTextAreaElement>(null);
  const [isShown, setShown] = useState(false);
  const [message, setMessage] = useState('');
  useLeaveWarning(!isTaken);

  function show() {
    flushSync(() => setShown(true));
    onTaken();
  }

  async function copy() {
    try {
      await navigator.clipboard.writeText(secret);
      setMessage(words.copied);
      onTaken();
    } catch {
      show();
      area.current?.select();
      setMessage(words.refused);
    }
  }

  return (
    <>
      <Field label={words.label}>
        {(control) => (
          <textarea
            {...control}
            ref={area}
            className="secret"
            value={isShown ? secret : mask}
            rows={2}
            readOnly
            autoComplete="off"
            spellCheck={false}
            onFocus={(event) => isShown && event.target.select()}
          />
        )}
      </Field>
      <div className="actions start">
        <Button onClick={copy}>{words.copy}</Button>
        <Button onClick={() => (isShown ? setShown(false) : show())}>
          {isShown ? words.hide : words.show}
        </Button>
        <p className="copy-status" role="status">
          {message}
        </p>
      </div>
    </>
  );
}

/** Makes the browser ask for confirmation before the user leaves the demo page. */
function useLeaveWarning(enabled: boolean) {
  useEffect(() => {
    if (!enabled) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener('beforeunload', warn);
    return () => removeEventListener('beforeunload', warn);
  }, [enabled]);
}
