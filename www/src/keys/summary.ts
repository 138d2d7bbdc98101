import { type List, listed } from './list';

const number = new Intl.NumberFormat();

type Shown = Pick<List<unknown>, 'page' | 'pageCount' | 'count'>;

/** How many keys there are, and which of them are shown. */
export function summaryOf({ page, pageCount, count }: Shown): string {
  if (count === 0) return 'No keys';
  if (count === 1) return '1 key';
  const all = `${number.format(count)} keys`;
  if (pageCount === 1) return all;
  const last = page * listed.pageSize;
  const first = last - listed.pageSize + 1;
  return `${number.format(first)}–${number.format(Math.min(last, count))} of ${all}`;
}
