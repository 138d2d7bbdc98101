import { type RefObject, useId } from 'react';
import { Button } from '../ui/Button.js';
import { useLabels } from '../ui/language.js';
import { useDebounced } from '../ui/useDebounced.js';

interface Props {
  /** The search field. */
  field: RefObject<HTMLInputElement | null>;
  /** Nothing can be searched or chosen yet. */
  inactive: boolean;
  includeInvalid: boolean;
  onIncludeInvalid: (includeInvalid: boolean) => void;
  onSearch: (text: string) => void;
  canExport: boolean;
  /** Absent if there is nothing to export, or not all of it yet. */
  onExport?: (() => void) | undefined;
}

export function Toolbar(props: Props) {
  const { field, inactive, includeInvalid, onIncludeInvalid, onSearch, canExport, onExport } =
    props;
  const text = useLabels().list;
  const id = useId();
  const search = useDebounced(onSearch, 150);

  return (
    <div className="apikeys-toolbar">
      <search>
        <label htmlFor={id} className="apikeys-visually-hidden">
          {text.search}
        </label>
        <input
          ref={field}
          id={id}
          type="search"
          placeholder={text.search}
          autoComplete="off"
          spellCheck={false}
          readOnly={inactive}
          onChange={(event) => search(event.target.value)}
        />
      </search>
      <fieldset className="apikeys-segments" disabled={inactive}>
        <legend className="apikeys-visually-hidden">{text.which}</legend>
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
      {canExport && (
        <Button inactive={!onExport} onClick={onExport}>
          {text.exportCSV}
        </Button>
      )}
    </div>
  );
}
