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

/** Shown instead of an empty table: explains why it is empty and offers an action. */
export function EmptyList({ query, includeInvalid, onClearSearch, onCreate }: Props) {
  if (query) {
    const title = includeInvalid ? words.noMatch(query) : words.noActiveMatch(query);
    return (
      <Message title={title} hint={words.noMatchHint}>
        <Button onClick={onClearSearch}>{words.clearSearch}</Button>
      </Message>
    );
  }
  return (
    <Message
      title={includeInvalid ? words.none : words.noneActive}
      hint={includeInvalid ? words.noneHint : words.noneActiveHint}
    >
      <Button look="primary" onClick={onCreate}>
        {words.createOne}
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
