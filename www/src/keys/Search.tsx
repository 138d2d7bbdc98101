import { type Dispatch, type SetStateAction, useId } from 'react';
import { useDebounced } from '../ui/useDebounced';
import type { Filter } from './list';

interface Props {
  filter: Filter;
  onFilter: Dispatch<SetStateAction<Filter>>;
}

export function Search({ filter, onFilter }: Props) {
  const searchId = useId();
  const search = useDebounced(
    (text: string) => onFilter((now) => ({ ...now, query: text.trim() })),
    300,
  );

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
          onChange={(event) =>
            onFilter((now) => ({ ...now, includeInvalid: event.target.checked }))
          }
        />
        Show revoked and expired
      </label>
    </search>
  );
}
