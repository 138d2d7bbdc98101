import { useId, useState } from 'react';
import { texts } from '../texts';
import { ErrorBanner } from '../ui/ErrorBanner';
import { FaultControls } from './FaultControls';
import { RequestLog } from './RequestLog';
import { useFaults } from './useFaults';
import { useIsVisible } from './useIsVisible';

const text = texts.faults;

/** The panel at the end of the demo page in which the user chooses faults for the stand-in to inject. */
export function FaultPanel() {
  const titleId = useId();
  const [isOpen, setOpen] = useState(false);

  return (
    <aside className="faults" aria-labelledby={titleId}>
      <details onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>
          <h2 id={titleId}>{text.title}</h2> <span className="muted">{text.kind}</span>
        </summary>
        {isOpen && <PanelContent />}
      </details>
    </aside>
  );
}

function PanelContent() {
  const { faults, log, error, set, clear } = useFaults(useIsVisible());
  return (
    <div className="faults-content">
      <p className="muted">{text.purpose}</p>
      {error !== undefined && <ErrorBanner error={error} />}
      {faults && <FaultControls faults={faults} onSet={set} onClear={clear} />}
      {log !== undefined && <RequestLog log={log} />}
    </div>
  );
}
