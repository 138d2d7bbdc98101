import type { ReactNode } from 'react';
import { Button } from '../ui/Button.js';
import { useLabels } from '../ui/language.js';
import type { HeadingProps } from './Heading.js';

type Level = HeadingProps['headingLevel'];

interface Props {
  query: string;
  includeInvalid: boolean;
  headingLevel: Level;
  onClearSearch: () => void;
  /** Absent if keys cannot be created here. */
  onCreate: (() => void) | undefined;
}

/** Shown instead of an empty table: explains why it is empty and offers an action. */
export function EmptyList({ query, includeInvalid, headingLevel, onClearSearch, onCreate }: Props) {
  const text = useLabels().list;
  if (query) {
    const title = includeInvalid ? text.noMatch(query) : text.noActiveMatch(query);
    return (
      <EmptyMessage title={title} hint={text.noMatchHint} headingLevel={headingLevel}>
        <Button onClick={onClearSearch}>{text.clearSearch}</Button>
      </EmptyMessage>
    );
  }
  return (
    <EmptyMessage
      title={includeInvalid ? text.none : text.noneActive}
      hint={includeInvalid ? text.noneHint : text.noneActiveHint}
      headingLevel={headingLevel}
    >
      {onCreate && (
        <Button variant="primary" onClick={onCreate}>
          {text.createFirst}
        </Button>
      )}
    </EmptyMessage>
  );
}

interface MessageProps {
  title: string;
  hint: string;
  /** The level of the manager's heading, which this one is below. */
  headingLevel: Level;
  children?: ReactNode;
}

export function EmptyMessage({ title, hint, headingLevel, children }: MessageProps) {
  const Tag = `h${(headingLevel + 1) as 2 | 3 | 4 | 5 | 6}` as const;
  return (
    <div className="apikeys-empty">
      <Tag>{title}</Tag>
      <p>{hint}</p>
      {children}
    </div>
  );
}
