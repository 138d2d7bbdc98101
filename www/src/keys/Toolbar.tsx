import { type RefObject, useId } from 'react';
import { texts } from '../texts';
import { Button } from '../ui/Button';
import { useDebounced } from '../ui/useDebounced';

const text = texts.list;

interface Props {
  /** The search field. */
  field: RefObject<HTMLInputElement | null>;
  includeInvalid: boolean;
  onIncludeInvalid: (includeInvalid: boolean) => void;
  onSearch: (text: string) => void;
  /** Absent if there is nothing to export. */
  onExport?: (() => void) | undefined;
}

export function Toolbar(props: Props) {
  const { field, includeInvalid, onIncludeInvalid, onSearch, onExport } = props;
  const id = useId();
  const search = useDebounced(onSearch, 150);

  return (
    <div className="toolbar">
      <search>
        <label htmlFor={id} className="visually-hidden">
          {text.search}
        </label>
        <input
          ref={field}
          id={id}
          type="search"
          placeholder={text.search}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => search(event.target.value)}
        />
      </search>
      <fieldset className="segments">
        <legend className="visually-hidden">{text.which}</legend>
        {[false, true].map((all) => (
          <label key={String(all)}>
            <input
              type="radio"
              name={id}
              checked={includeInvalid === all}
              onChange={() => onIncludeInvalid(all)}
            />
            {all ? text.all : text.active}
          </label>
        ))}
      </fieldset>
      <Button inactive={!onExport} onClick={onExport}>
        {text.exportCSV}
      </Button>
    </div>
  );
}
