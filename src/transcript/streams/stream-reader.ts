import type { JsonObject } from '../../model/json.ts';
import { isObject } from '../json-access.ts';
import type { RecordReader, RecordSink } from '../transcript-format.ts';

/** Reads the pieces in which a provider sends an answer, over the records of one file. */
export interface StreamReader {
  /** Takes a record that is a piece. `pointer` is its place in the record, for messages. */
  read(piece: JsonObject, sink: RecordSink, pointer: string): void;
  /** Reports what is unfinished. */
  end(sink: RecordSink): void;
}

/** A reader of records some of which are pieces of a stream, bare or as `{event, data}`. */
export function withStream(
  isPiece: (value: JsonObject) => boolean,
  stream: StreamReader,
  read: RecordReader,
): RecordReader {
  const reader = (record: Parameters<RecordReader>[0], sink: RecordSink): void => {
    const { value } = record;
    const piece = isObject(value) ? pieceOf(value) : undefined;
    if (piece !== undefined && isPiece(piece.value)) stream.read(piece.value, sink, piece.pointer);
    else read(record, sink);
  };
  return Object.assign(reader, {
    end: (sink: RecordSink): void => {
      stream.end(sink);
      read.end?.(sink);
    },
  });
}

/** The piece in a record: recorders wrap it with the name of its event. */
export function pieceOf(value: JsonObject): { readonly value: JsonObject; readonly pointer: string } {
  for (const key of ['data', 'chunk']) {
    const inner = value[key];
    if (isObject(inner) && value.type === undefined) return { value: inner, pointer: `/${key}` };
  }
  return { value, pointer: '' };
}
