import { useState } from 'react';
import type { Key } from './key';
import type { Rows } from './useView';

/** The keys that were chosen, for what is done with many at once. */
export function useSelection<K extends Key>(rows: Rows<K>) {
  const [chosen, choose] = useState<ReadonlySet<string>>(new Set());
  // What was revoked or is no longer listed is not chosen any more.
  const keys = chosen.size ? selectable(rows).filter(({ id }) => chosen.has(id)) : [];

  return {
    keys,
    has: (key: K) => chosen.has(key.id),
    /** Adds keys to the chosen ones, or takes them out. */
    set(rows: Rows<K>, on: boolean) {
      const ids = selectable(rows).map(({ id }) => id);
      choose((before) => {
        const after = new Set(before);
        for (const id of ids) on ? after.add(id) : after.delete(id);
        return after;
      });
    },
    clear: () => choose(new Set<string>()),
  };
}

export type Selection<K extends Key> = ReturnType<typeof useSelection<K>>;

/** A revoked key can be revoked no further. */
export function selectable<K extends Key>(rows: Rows<K>): K[] {
  return rows.map(({ key }) => key).filter(({ revoked }) => !revoked);
}
