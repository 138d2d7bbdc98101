import { useRef } from 'react';
import { texts } from '../texts';
import { Button } from '../ui/Button';
import type { Key } from './key';
import { type Selection, selectable } from './useSelection';
import type { View } from './useView';

const words = texts.list;

interface Props<K extends Key> {
  view: View<K>;
  selection: Selection<K>;
  onRevoke: () => void;
}

/** What can be done with the chosen keys. */
export function Chosen<K extends Key>({ view, selection, onRevoke }: Props<K>) {
  const { keys } = selection;
  const all = selectable(view.found).length;
  const told = useRef<HTMLParagraphElement>(null);

  /** The button leaves with what it did. */
  function andTell(act: () => void) {
    told.current?.focus();
    act();
  }

  return (
    <div className="chosen">
      <p ref={told} role="status" tabIndex={-1}>
        {keys.length > 0 && words.selected(keys.length)}
      </p>
      {keys.length > 0 && (
        <>
          {keys.length < all && (
            <Button look="quiet" onClick={() => andTell(() => selection.set(view.found, true))}>
              {words.selectAll(all)}
            </Button>
          )}
          <Button look="quiet" onClick={() => andTell(selection.clear)}>
            {words.clearSelection}
          </Button>
          <Button look="danger" onClick={onRevoke}>
            {words.revokeSelected}
          </Button>
        </>
      )}
    </div>
  );
}
