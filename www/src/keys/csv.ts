import { texts } from '../texts';
import { isoDay } from '../ui/format';
import type { Key } from './key';
import type { Rows } from './useView';

/** What is known of keys, as a table that spreadsheets read (RFC 4180). A secret is never in it: only `create` has one. */
export function csvOf<K extends Key>(rows: Rows<K>): string {
  const lines = rows.map(({ key, owner, status }) => [
    key.id,
    key.name,
    key.description,
    owner.name,
    texts.key[status],
    key.scopes.join(' '),
    key.createdAt.toISOString(),
    key.createdBy,
    key.lastUsedAt?.toISOString(),
    key.expiration?.toISOString(),
    key.revocationReason,
  ]);
  return [texts.csv.columns, ...lines].map((line) => `${line.map(cell).join(',')}\r\n`).join('');
}

function cell(value: string | null | undefined): string {
  if (!value) return '';
  // A spreadsheet would take it for a formula, and whoever may name a key could write one.
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Gives the browser a file to save. */
export function saveCSV(text: string): void {
  const byteOrderMark = '\ufeff'; // Without it Excel takes the file for one of another encoding.
  const file = new Blob([byteOrderMark, text], { type: 'text/csv;charset=utf-8' });
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = texts.csv.file(isoDay(new Date()));
  link.click();
  // Not at once: a browser may read the file a little later.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
