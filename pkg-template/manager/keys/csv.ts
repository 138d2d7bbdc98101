import type { Labels } from '../labels.js';
import { isoDay } from '../ui/format.js';
import type { Key } from './key.js';
import type { Rows } from './useView.js';

/** The keys as CSV (RFC 4180). It contains no secret: only the response of `create` has one. */
export function csvOf<K extends Key>(rows: Rows<K>, labels: Labels): string {
  const lines = rows.map(({ key, owner, status }) => [
    key.id,
    key.name,
    key.description,
    owner.name,
    labels.key[status],
    key.scopes.join(' '),
    key.createdAt.toISOString(),
    key.createdBy,
    key.lastUsedAt?.toISOString(),
    key.expiration?.toISOString(),
    key.revocationReason,
  ]);
  return [labels.csv.columns, ...lines].map((line) => `${line.map(cell).join(',')}\r\n`).join('');
}

function cell(value: string | null | undefined): string {
  if (!value) return '';
  // Prevents formula injection: a spreadsheet would run a key name that begins like a formula. It may separate cells by another
  // character than the comma, and so find the start of a cell within the name.
  const text = value.replace(/(^|[;,\t\r\n])(?=[=+\-@])/g, "$1'").replace(/^(?=[\t\r])/, "'");
  return /[";,\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Downloads the text as a CSV file. */
export function saveCSV(text: string, labels: Labels): void {
  const byteOrderMark = '\ufeff'; // Without it, Excel does not detect UTF-8.
  const file = new Blob([byteOrderMark, text], { type: 'text/csv;charset=utf-8' });
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = labels.csv.file(isoDay(new Date()));
  link.click();
  // Not at once: the browser may read the file a little later.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
