import type { ReactNode } from 'react';
import { texts } from '../texts';
import { Button } from '../ui/Button';

const text = texts.list;

interface Props {
  query: string;
  includeInvalid: boolean;
  onClearSearch: () => void;
  onCreate: () => void;
}

/** Shown instead of an empty table: explains why it is empty and offers an action. */
export function EmptyList({ query, includeInvalid, onClearSearch, onCreate }: Props) {
  if (query) {
    const title = includeInvalid ? text.noMatch(query) : text.noActiveMatch(query);
    return (
      <Message title={title} hint={text.noMatchHint}>
        <Button onClick={onClearSearch}>{text.clearSearch}</Button>
      </Message>
    );
  }
  return (
    <Message
      title={includeInvalid ? text.none : text.noneActive}
      hint={includeInvalid ? text.noneHint : text.noneActiveHint}
    >
      <Button variant="primary" onClick={onCreate}>
        {text.createFirst}
      </Button>
    </Message>
  );
}

function Message({ title, hint, children }: { title: string; hint: string; children: ReactNode }) {
  return (
    <div className="empty">
      <h2>{title}</h2>
      <p>{hint}</p>
      {children}
    </div>
  );
}
