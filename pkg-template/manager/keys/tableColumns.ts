import type { KeyAction, KeyColumn } from '../props.js';

/** The widths of the columns in rem. */
const columnWidths: Record<KeyColumn, number> = {
  status: 5.5,
  owner: 7.5,
  createdAt: 7,
  lastUsedAt: 7,
  expiration: 9.5,
};

/** The widths of the buttons of a row in rem. */
const actionWidths: Partial<Record<KeyAction, number>> = {
  reload: 4.6,
  edit: 3.15,
  rotate: 4.6,
  revoke: 4.85,
};

/**
 * The columns of the table as a CSS grid. Each row is a grid of its own, so that the browser can skip the layout of rows outside the
 * viewport: the widths do not depend on the content.
 */
export function gridColumns(
  columns: readonly KeyColumn[],
  actions: ReadonlySet<KeyAction>,
): string {
  const buttons = [...actions].reduce((sum, action) => sum + (actionWidths[action] ?? 0), 0);
  const widths = columns.map((column) => `${columnWidths[column]}rem`);
  return [
    ...(actions.has('revoke') ? ['1rem'] : []),
    'minmax(0, 1fr)',
    ...widths,
    `${buttons}rem`,
  ].join(' ');
}
