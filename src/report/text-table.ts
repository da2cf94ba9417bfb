import { textWidth } from './text-width.ts';

/** A cell of a table: what is safe to print, and how it is coloured. */
export interface TableCell {
  readonly text: string;
  readonly align?: 'left' | 'right';
  readonly paint?: (text: string) => string;
}

/** Lines with their columns under each other, two spaces between them; nothing trails. */
export function tableLines(rows: readonly (readonly TableCell[])[], indent: string): readonly string[] {
  const widths: number[] = [];
  for (const row of rows) {
    for (const [at, cell] of row.entries()) widths[at] = Math.max(widths[at] ?? 0, textWidth(cell.text));
  }
  return rows.map((row) => {
    const cells = row.map((cell, at) => renderCell(cell, widths[at] ?? 0, at === row.length - 1));
    return `${indent}${cells.join('  ')}`.trimEnd();
  });
}

function renderCell({ text, align, paint }: TableCell, width: number, isLast: boolean): string {
  const painted = paint === undefined ? text : paint(text);
  const space = ' '.repeat(Math.max(0, width - textWidth(text)));
  if (align === 'right') return space + painted;
  return isLast ? painted : painted + space;
}
