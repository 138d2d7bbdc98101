import { Button } from '../ui/Button';
import type { List } from './list';

/** The way to the other pages, where there are any. */
export function Pages({ list }: { list: Omit<List<unknown>, 'setData'> }) {
  const { page, pageCount, isFetching, hasNextPage, hasPreviousPage } = list;
  if (pageCount <= 1) return null;

  return (
    <nav className="pages" aria-label="Pages">
      <p className="muted">
        Page {page} of {pageCount}
      </p>
      <Button inactive={isFetching || !hasPreviousPage} onClick={list.fetchPrevious}>
        Previous
      </Button>
      <Button inactive={isFetching || !hasNextPage} onClick={list.fetchNext}>
        Next
      </Button>
    </nav>
  );
}
