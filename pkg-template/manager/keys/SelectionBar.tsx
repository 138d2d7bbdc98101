import { useRef } from 'react';
import { Button } from '../ui/Button.js';
import { useLabels } from '../ui/language.js';
import type { Key } from './key.js';
import { type Selection, selectable } from './useSelection.js';
import type { View } from './useView.js';

interface Props<K extends Key> {
  view: View<K>;
  selection: Selection<K>;
  onRevoke: () => void;
}

/** The number of selected keys, and the actions on them. */
export function SelectionBar<K extends Key>({ view, selection, onRevoke }: Props<K>) {
  const text = useLabels().list;
  const { keys } = selection;
  const found = selectable(view.found);
  const status = useRef<HTMLParagraphElement>(null);

  /** Moves the focus to the status first, because the action removes the button. */
  function focusStatusAnd(act: () => void) {
    status.current?.focus();
    act();
  }

  return (
    <div className="apikeys-selection">
      <p ref={status} role="status" tabIndex={-1}>
        {keys.length > 0 && text.selected(keys.length)}
      </p>
      {keys.length > 0 && (
        <>
          {!found.every(selection.has) && (
            <Button
              variant="quiet"
              onClick={() => focusStatusAnd(() => selection.set(view.found, true))}
            >
              {text.selectAll(found.length)}
            </Button>
          )}
          <Button variant="quiet" onClick={() => focusStatusAnd(selection.clear)}>
            {text.clearSelection}
          </Button>
          <Button variant="danger" onClick={onRevoke}>
            {text.revokeSelected}
          </Button>
        </>
      )}
    </div>
  );
}
