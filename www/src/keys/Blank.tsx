import type { ReactNode } from 'react';
import { texts } from '../texts';
import { Button } from '../ui/Button';

const words = texts.list;

interface Props {
  query: string;
  includeInvalid: boolean;
  onClearSearch: () => void;
  onCreate: () => void;
}

/** What to say where there is no key to show, and what can be done about it. */
export function Blank({ query, includeInvalid, onClearSearch, onCreate }: Props) {
  if (query) {
    const title = includeInvalid ? words.noMatch(query) : words.noActiveMatch(query);
    return (
      <Panel title={title} hint={words.noMatchHint}>
        <Button onClick={onClearSearch}>{words.clearSearch}</Button>
      </Panel>
    );
  }
  return (
    <Panel
      title={includeInvalid ? words.none : words.noneActive}
      hint={includeInvalid ? words.noneHint : words.noneActiveHint}
    >
      <Button look="primary" onClick={onCreate}>
        {words.createOne}
      </Button>
    </Panel>
  );
}

function Panel({ title, hint, children }: { title: string; hint: string; children: ReactNode }) {
  return (
    <div className="blank">
      <h2>{title}</h2>
      <p>{hint}</p>
      {children}
    </div>
  );
}
