import { useId } from 'react';
import { useDebounced } from '../ui/useDebounced';
import type { Filter } from './useKeys';

interface Props {
  filter: Filter;
  onAsk: (change: Partial<Filter>) => void;
}

export function Search({ filter, onAsk }: Props) {
  const searchId = useId();
  const search = useDebounced((text: string) => onAsk({ query: text.trim() }), 300);

  return (
    <search className="filter">
      <label htmlFor={searchId} className="visually-hidden">
        Search keys
      </label>
      <input
        id={searchId}
        type="search"
        placeholder="Search keys"
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => search(event.target.value)}
      />
      <label className="check">
        <input
          type="checkbox"
          checked={filter.includeInvalid}
          onChange={(event) => onAsk({ includeInvalid: event.target.checked })}
        />
        Show revoked and expired
      </label>
    </search>
  );
}
