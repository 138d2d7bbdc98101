import { useLabels } from '../ui/language.js';
import type { UseAllAPIKeysReturn } from '../useAllAPIKeys.js';
import type { Key } from './key.js';
import { newestFirst } from './rows.js';
import { SelectionBar } from './SelectionBar.js';
import type { Notice } from './useNotice.js';
import type { Selection } from './useSelection.js';
import type { View } from './useView.js';

interface Props<K extends Key> {
  list: UseAllAPIKeysReturn<K>;
  view: View<K>;
  notice: Notice;
  /** Absent if no action on selected keys is offered. */
  selection: Selection<K> | undefined;
  onRevoke: () => void;
}

/** How many keys there are, how far they are loaded, and what is selected. */
export function ListStatus<K extends Key>({ list, view, notice, selection, onRevoke }: Props<K>) {
  const text = useLabels().list;
  const { by, descending } = view.sort;
  // The server lists the newest keys first: that order stays.
  const orderWillChange = by !== newestFirst.by || descending !== newestFirst.descending;
  return (
    <div className="apikeys-list-status">
      <div>
        <p className="apikeys-muted" role="status">
          {useCountText(list, view)}
          {list.isLoadingMore && orderWillChange && ` ${text.sortingMore}`}
        </p>
        {list.isLoadingMore && (
          <progress value={list.data.length} max={list.count} aria-label={text.loadingProgress} />
        )}
        <p className="apikeys-notice" role="status">
          {/* A new element: a live region says nothing of a text that stays the same. */}
          {notice.text && <span key={notice.number}>{notice.text}</span>}
        </p>
      </div>
      {selection && <SelectionBar view={view} selection={selection} onRevoke={onRevoke} />}
    </div>
  );
}

/** Describes how many keys there are and which of them are shown. */
function useCountText<K extends Key>(
  { isLoading, isLoadingMore, isError, data, count }: UseAllAPIKeysReturn<K>,
  { query, found, first, shown }: View<K>,
): string {
  const text = useLabels().list;
  if (isLoading) return text.loading;
  if (isLoadingMore && query) return text.searchingMore(found.length, data.length, count);
  if (isLoadingMore) return text.loadingMore(data.length, count);
  if (isError && data.length === 0) return '';
  if (shown.length === found.length) return text.count(found.length);
  return text.shown(first, first + shown.length - 1, found.length);
}
