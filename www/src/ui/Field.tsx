import { type ReactNode, useId } from 'react';

interface ControlProps {
  id: string;
  'aria-describedby': string;
}

interface Props {
  label: string;
  hint: string;
  /** Renders the control with the attributes that link it to its label and hint. */
  children: (control: ControlProps) => ReactNode;
}

export function Field({ label, hint, children }: Props) {
  const id = useId();
  const hintId = `${id}-hint`;

  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children({ id, 'aria-describedby': hintId })}
      <p id={hintId} className="hint">
        {hint}
      </p>
    </div>
  );
}
