import { type ByteWriter, createByteWriter } from './byte-writer.ts';
import { encodingVersion, places } from './encoding.ts';
import type { ScanTable } from './scan-table.ts';
import type { Scanner } from './scanner.ts';

/** The scanner as bytes, for `decodeScanner`. The same scanner always gives the same bytes. */
export function encodeScanner({ program }: Scanner): Uint8Array {
  const writer = createByteWriter();
  writer.number(encodingVersion);
  writer.number(program.patterns);
  writer.numbers(program.always);
  writer.number(program.tests.length);
  for (const test of program.tests) {
    writer.number(places.indexOf(test.where));
    writer.number(test.pattern);
    writer.text(test.literal);
  }
  writer.number(program.tables.length);
  for (const table of program.tables) writeTable(writer, table);
  return writer.bytes();
}

function writeTable(writer: ByteWriter, table: ScanTable): void {
  const { starts, classes, size } = table.alphabet;
  writer.number(size);
  writer.number(starts.length);
  starts.forEach((start, i) => {
    writer.number(start - (starts[i - 1] ?? 0));
  });
  writer.numbers(classes);
  writer.number(table.eventRows.length);
  writer.numbers(table.eventRows.map((row) => row / size));
  writer.numbers(table.eventMasks);
  writer.numbers(table.eventLive);
  writer.number(Math.max(...table.ends) + 1);
  writer.numbers(table.endMasks);
  writer.number(table.ends.length);
  writer.numbers(table.ends);
  for (let state = 0; state < table.ends.length; state += 1) {
    writeRow(writer, table.next.subarray(state * size, (state + 1) * size), size);
  }
  writer.number(table.needles.length);
  for (const needle of table.needles) writer.text(needle);
  writer.number(table.tail);
}

/** Runs of one target: twice the state or, for events, twice the event and one; then how often, less one. */
function writeRow(writer: ByteWriter, row: Int32Array, size: number): void {
  for (let at = 0; at < row.length; ) {
    const target = row[at] ?? 0;
    let end = at + 1;
    while (end < row.length && row[end] === target) end += 1;
    writer.number(target >= 0 ? (target / size) * 2 : (-1 - target) * 2 + 1);
    writer.number(end - at - 1);
    at = end;
  }
}
