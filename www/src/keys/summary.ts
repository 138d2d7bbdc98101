import { type KeyPage, pageCount, pageSize } from './useKeys';

const number = new Intl.NumberFormat();

/** How many keys there are, and which of them are shown. */
export function summaryOf({ filter: { page }, keys, total }: KeyPage): string {
  if (total === 0) return 'No keys';
  if (total === 1) return '1 key';
  const all = `${number.format(total)} keys`;
  if (pageCount(total) === 1) return all;
  const first = (page - 1) * pageSize + 1;
  return `${number.format(first)}–${number.format(first + keys.length - 1)} of ${all}`;
}
