import { useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { Button } from '../ui/Button.js';
import { Field } from '../ui/Field.js';
import { useLabels } from '../ui/language.js';

/** The content of the field while the secret is hidden. */
const mask = '•'.repeat(32);

interface Props {
  secret: string;
  /** Whether the user has shown or copied the secret. */
  isRetrieved: boolean;
  onRetrieve: () => void;
}

/** A field that shows and copies a secret. The secret is in the DOM only while it is shown. */
export function SecretField({ secret, isRetrieved, onRetrieve }: Props) {
  const text = useLabels().secret;
  const area = useRef<HTMLTextAreaElement>(null);
  const [isShown, setShown] = useState(false);
  const [message, setMessage] = useState('');
  useLeaveWarning(!isRetrieved);

  function show() {
    flushSync(() => setShown(true));
    onRetrieve();
  }

  async function copy() {
    try {
      await navigator.clipboard.writeText(secret);
      setMessage(text.copied);
      onRetrieve();
    } catch {
      show();
      area.current?.select();
      setMessage(text.refused);
    }
  }

  return (
    <>
      <Field label={text.label}>
        {(control) => (
          <textarea
            {...control}
            ref={area}
            className="apikeys-secret"
            value={isShown ? secret : mask}
            rows={2}
            readOnly
            autoComplete="off"
            spellCheck={false}
            onFocus={(event) => isShown && event.target.select()}
          />
        )}
      </Field>
      <div className="apikeys-actions apikeys-start">
        <Button onClick={copy}>{text.copy}</Button>
        <Button onClick={() => (isShown ? setShown(false) : show())}>
          {isShown ? text.hide : text.show}
        </Button>
        <p className="apikeys-copy-status" role="status">
          {message}
        </p>
      </div>
    </>
  );
}

/** Makes the browser ask for confirmation before the user leaves the page. */
function useLeaveWarning(enabled: boolean) {
  useEffect(() => {
    if (!enabled) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener('beforeunload', warn);
    return () => removeEventListener('beforeunload', warn);
  }, [enabled]);
}
