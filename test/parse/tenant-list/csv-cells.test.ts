import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvCells } from '../../../src/parse/tenant-list/csv-cells.ts';

const values = (text: string) => csvCells(text).rows.map((row) => row.map(({ value }) => value));

/** What csv-parse reads with our grammar: rows that hold anything; undefined where it refuses the text. */
function oracle(text: string): string[][] | undefined {
  try {
    const rows: string[][] = parse(text, {
      bom: true,
      relax_column_count: true,
      record_delimiter: ['\r\n', '\n'],
    });
    return rows;
  } catch {
    return undefined;
  }
}

const holdsNothing = (row: readonly string[]) => row.length === 1 && (row[0] ?? '').trim() === '';

describe('the cells of CSV', () => {
  it('are read as csv-parse reads them, and refused where it refuses', () => {
    const piece = fc.constantFrom(
      'a',
      'b c',
      ',',
      '"',
      '""',
      '\n',
      '\r\n',
      ' ',
      'é',
      '😀',
      ';',
      '"x",',
      '"y"\n',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), fc.boolean(), (pieces, bom) => {
        const text = `${bom ? '\ufeff' : ''}${pieces.join('')}`;
        const expected = oracle(text);
        const { problem } = csvCells(text);
        expect(problem === undefined, JSON.stringify(text)).toBe(expected !== undefined);
        // An empty quoted cell alone is a row of ours, and an empty line of no other reader's; both hold no tenant.
        if (expected !== undefined)
          expect(values(text).filter((row) => !holdsNothing(row))).toEqual(
            expected.filter((row) => !holdsNothing(row)),
          );
      }),
      { numRuns: 2000 },
    );
  });

  it('come back from what was written, each from its own place', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r\n', 'é', '😀', ' ') });
    const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(table, (rows) => {
        const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
        const text = rows.map((row) => row.map(quoted).join(',')).join('\r\n');
        expect(values(text)).toEqual(rows);
        for (const { value, start, end } of csvCells(text).rows.flat())
          expect(text.slice(start, end)).toBe(value === '' ? '""' : value.replaceAll('"', '""'));
      }),
    );
  });

  it('tell an empty cell in quotes from one without', () => {
    const [row = []] = csvCells('a,,""').rows;
    expect(row.map(({ value, quoted }) => [value, quoted])).toEqual([
      ['a', false],
      ['', false],
      ['', true],
    ]);
  });

  it('take time that grows with the text alone', () => {
    const { rows } = csvCells(`${'"a""b",'.repeat(100_000)}\n`);
    expect(rows[0]?.length).toBe(100_001);
    expect(csvCells(`"${'""'.repeat(500_000)}`).problem?.start).toBe(0);
  });
});
