import { useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { texts } from '../texts';
import { Button } from '../ui/Button';
import { Field } from '../ui/Field';

const words = texts.secret;

/** What stands in the field while the secret does not. */
const hidden = '•'.repeat(32);

interface Props {
  secret: string;
  /** It was shown or copied. */
  isTaken: boolean;
  onTaken: () => void;
}

/** A secret that is not on the page before somebody asks to see it. */
export function SecretField({ secret, isTaken, onTaken }: Props) {
  const area = useRef<HTMLTextAreaElement>(null);
  const [isShown, setShown] = useState(false);
  const [said, setSaid] = useState('');
  useLeaveWarning(!isTaken);

  function show() {
    flushSync(() => setShown(true));
    onTaken();
  }

  async function copy() {
    try {
      await navigator.clipboard.writeText(secret);
      setSaid(words.copied);
      onTaken();
    } catch {
      show();
      area.current?.select();
      setSaid(words.refused);
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
            value={isShown ? secret : hidden}
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
        <p className="said" role="status">
          {said}
        </p>
      </div>
    </>
  );
}

/** Has the browser ask before the page is left. */
function useLeaveWarning(warns: boolean) {
  useEffect(() => {
    if (!warns) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener('beforeunload', warn);
    return () => removeEventListener('beforeunload', warn);
  }, [warns]);
}
