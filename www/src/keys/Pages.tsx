import { useId } from 'react';
import { texts } from '../texts';
import { Button } from '../ui/Button';
import type { Key } from './key';
import { pageSizes, type View } from './useView';

const words = texts.list;

/** The way to the other pages, and how long each is. */
export function Pages<K extends Key>({ view }: { view: View<K> }) {
  const id = useId();
  const { page, pageCount, turnTo, pageSize, resize, found } = view;
  if (found.length <= pageSizes[0]) return null;

  return (
    <nav className="pages" aria-label={words.pages}>
      <label htmlFor={id}>{words.rows}</label>
      <select id={id} value={pageSize} onChange={(event) => resize(Number(event.target.value))}>
        {pageSizes.map((size) => (
          <option key={size}>{size}</option>
        ))}
      </select>
      <p className="muted">{words.pageOf(page, pageCount)}</p>
      <Button inactive={page === 1} onClick={() => turnTo(page - 1)}>
        {words.previous}
      </Button>
      <Button inactive={page === pageCount} onClick={() => turnTo(page + 1)}>
        {words.next}
      </Button>
    </nav>
  );
}
