import { Button } from '../ui/Button';
import { pageCount } from './useKeys';

interface Props {
  page: number;
  total: number;
  loading: boolean;
  onPage: (page: number) => void;
}

/** The way to the other pages, where there are any. */
export function Pages({ page, total, loading, onPage }: Props) {
  const last = pageCount(total);
  if (last === 1) return null;

  return (
    <nav className="pages" aria-label="Pages">
      <p className="muted">
        Page {page} of {last}
      </p>
      <Button inactive={loading || page === 1} onClick={() => onPage(page - 1)}>
        Previous
      </Button>
      <Button inactive={loading || page === last} onClick={() => onPage(page + 1)}>
        Next
      </Button>
    </nav>
  );
}
