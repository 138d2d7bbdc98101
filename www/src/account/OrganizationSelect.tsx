import { useId, useState } from 'react';
import { texts } from '../texts';

interface Props {
  organizations: { id: string; name: string }[];
  active: string | null;
  /** Whether a switch is in progress. */
  pending: boolean;
  onChoose: (id: string | null) => void;
}

export function OrganizationSelect({ organizations, active, pending, onChoose }: Props) {
  const id = useId();
  const [chosen, setChosen] = useState(active);

  return (
    <div className="organization">
      <label htmlFor={id}>{texts.account.organization}</label>
      <select
        id={id}
        // Shows the choice at once. After the switch, the active organization of the session is shown.
        value={(pending ? chosen : active) ?? ''}
        onChange={(event) => {
          if (pending) return;
          const choice = event.target.value || null;
          setChosen(choice);
          onChoose(choice);
        }}
      >
        <option value="">{texts.account.personal}</option>
        {organizations.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </div>
  );
}
