import { useId } from 'react';
import { texts } from '../texts';
import { Button } from '../ui/Button';
import { Field } from '../ui/Field';
import type { Faults } from './standIn';

const text = texts.faults;

/** The numeric faults, with the values that the user can choose. */
const choices = [
  // The last value is longer than the package's timeout.
  { fault: 'latencyMs', texts: text.latency, numbers: [0, 500, 2000, 10_000, 35_000] },
  { fault: 'loseCreates', texts: text.loseCreates, numbers: [0, 1, 2, 3] },
  { fault: 'tooMany', texts: text.tooMany, numbers: [0, 1, 2, 3, 5] },
  // The last value is longer than the longest Retry-After that the package accepts.
  { fault: 'retryAfter', texts: text.retryAfter, numbers: [0, 1, 2, 5, 15, 90] },
  { fault: 'unavailable', texts: text.unavailable, numbers: [0, 1, 2, 3, 5] },
  { fault: 'expiredSessions', texts: text.expiredSessions, numbers: [0, 1, 2, 3] },
] as const;

interface Props {
  faults: Faults;
  onSet: (some: Partial<Faults>) => void;
  onClear: () => void;
}

/** A control for each fault. It shows how much of the fault remains. A choice takes effect at once. */
export function FaultControls({ faults, onSet, onClear }: Props) {
  return (
    <>
      <div className="faults-controls">
        {choices.map(({ fault, texts, numbers }) => (
          <NumberSelect
            key={fault}
            texts={texts}
            numbers={numbers}
            value={faults[fault]}
            onChoose={(number) => onSet({ [fault]: number })}
          />
        ))}
        <OfflineCheckbox checked={faults.offline} onChange={(offline) => onSet({ offline })} />
      </div>
      <div className="actions">
        <Button onClick={onClear}>{text.clear}</Button>
      </div>
    </>
  );
}

interface NumberSelectProps {
  texts: { label: string; hint: string; choice: (number: number) => string };
  numbers: readonly number[];
  value: number;
  onChoose: (number: number) => void;
}

function NumberSelect({ texts, numbers, value, onChoose }: NumberSelectProps) {
  // The server counts down, so the value may be none of the choices.
  const all = [...new Set([...numbers, value])].sort((a, b) => a - b);
  return (
    <Field label={texts.label} hint={texts.hint}>
      {(control) => (
        <select
          {...control}
          value={value}
          onChange={(event) => onChoose(Number(event.target.value))}
        >
          {all.map((number) => (
            <option key={number} value={number}>
              {texts.choice(number)}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

interface OfflineCheckboxProps {
  checked: boolean;
  onChange: (checked: boolean) => void;
}

function OfflineCheckbox({ checked, onChange }: OfflineCheckboxProps) {
  const hintId = useId();
  return (
    <div className="field">
      <label className="check">
        <input
          type="checkbox"
          checked={checked}
          aria-describedby={hintId}
          onChange={(event) => onChange(event.target.checked)}
        />
        {text.offline.label}
      </label>
      <p id={hintId} className="hint">
        {text.offline.hint}
      </p>
    </div>
  );
}
