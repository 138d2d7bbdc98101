import { useState } from 'react';
import type { Key } from './key.js';
import type { Rows } from './useView.js';

/** The keys that the user has selected. */
export function useSelection<K extends Key>(rows: Rows<K>) {
  const [selectedIds, setSelectedIds] = useState<ReadonlySet<string>>(new Set());
  // Leaves out keys that were revoked or are no longer listed.
  const keys = selectedIds.size ? selectable(rows).filter(({ id }) => selectedIds.has(id)) : [];

  return {
    keys,
    has: (key: K) => !key.revoked && selectedIds.has(key.id),
    /** Selects or deselects rows. */
    set(rows: Rows<K>, selected: boolean) {
      const ids = selectable(rows).map(({ id }) => id);
      setSelectedIds((before) => {
        const after = new Set(before);
        for (const id of ids) selected ? after.add(id) : after.delete(id);
        return after;
      });
    },
    clear: () => setSelectedIds(new Set<string>()),
  };
}

export type Selection<K extends Key> = ReturnType<typeof useSelection<K>>;

/** The keys that can be selected: all but the revoked ones. */
export function selectable<K extends Key>(rows: Rows<K>): K[] {
  return rows.map(({ key }) => key).filter(({ revoked }) => !revoked);
}
