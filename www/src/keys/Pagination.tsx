import { useId } from 'react';
import { texts } from '../texts';
import { Button } from '../ui/Button';
import type { Key } from './key';
import { pageSizes, type View } from './useView';

const text = texts.list;

/** Navigates between the list pages and sets their size. Hidden if everything fits on the smallest page. */
export function Pagination<K extends Key>({ view }: { view: View<K> }) {
  const id = useId();
  const { page, pageCount, goToPage, pageSize, changePageSize, found } = view;
  if (found.length <= pageSizes[0]) return null;

  return (
    <nav className="pages" aria-label={text.pages}>
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
      <p className="muted">{text.pageOf(page, pageCount)}</p>
      <Button inactive={page === 1} onClick={() => goToPage(page - 1)}>
        {text.previous}
      </Button>
      <Button inactive={page === pageCount} onClick={() => goToPage(page + 1)}>
        {text.next}
      </Button>
    </nav>
  );
}
