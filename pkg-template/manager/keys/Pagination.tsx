import { useId } from 'react';
import { Button } from '../ui/Button.js';
import { useLabels } from '../ui/language.js';
import type { Key } from './key.js';
import type { View } from './useView.js';

/** Navigates between the list pages and sets their size. Hidden if everything fits on the smallest page. */
export function Pagination<K extends Key>({ view }: { view: View<K> }) {
  const text = useLabels().list;
  const id = useId();
  const { page, pageCount, goToPage, pageSize, pageSizes, changePageSize, found } = view;
  if (found.length <= Math.min(...pageSizes)) return null;

  return (
    <nav className="apikeys-pages" aria-label={text.pages}>
      <label htmlFor={id}>{text.rows}</label>
      <select
        id={id}
        value={pageSize}
        onChange={(event) => changePageSize(Number(event.target.value))}
      >
        {pageSizes.map((size) => (
          <option key={size}>{size}</option>
        ))}
      </select>
      <p className="apikeys-muted">{text.pageOf(page, pageCount)}</p>
      <Button inactive={page === 1} onClick={() => goToPage(page - 1)}>
        {text.previous}
      </Button>
      <Button inactive={page === pageCount} onClick={() => goToPage(page + 1)}>
        {text.next}
      </Button>
    </nav>
  );
}
