/** Why a text is no pattern of the dialect. Offsets are UTF-16 code units of the pattern. */
export interface PatternError {
  readonly index: number;
  /** Past the last code unit of what is wrong. */
  readonly end: number;
  /** What is wrong, without full stop. */
  readonly message: string;
  /** What to write instead. */
  readonly help: string;
}

export interface PatternFlags {
  readonly ignoreCase: boolean;
  /** `.` also takes a newline. */
  readonly dotAll: boolean;
  /** `^` and `$` also stand at line breaks. */
  readonly multiLine: boolean;
}

/** A pattern while it is read. Functions that read answer undefined after they have called `fail`. */
export interface PatternReader {
  readonly source: string;
  at: number;
  flags: PatternFlags;
  readonly groupNames: Set<string>;
  /** Where the last `:]` stands, or -1: `[:` behind it is no class. */
  readonly lastPosixEnd: number;
  /** Numbers in all character sets so far, held against `setBudget`. */
  setSize: number;
  error: PatternError | undefined;
}

/** Where the sets of one pattern hold more numbers than this, it is an error. */
export const setBudget = 400_000;

export function patternReader(source: string, ignoreCase: boolean): PatternReader {
  return {
    source,
    at: 0,
    flags: { ignoreCase, dotAll: false, multiLine: false },
    groupNames: new Set(),
    lastPosixEnd: source.lastIndexOf(':]'),
    setSize: 0,
    error: undefined,
  };
}

/** Notes the error, the first one only. */
export function fail(
  reader: PatternReader,
  index: number,
  end: number,
  message: string,
  help: string,
): undefined {
  reader.error ??= { index, end: Math.min(end, reader.source.length), message, help };
  return undefined;
}

/** Takes the next code point, or undefined at the end. Patterns with lone surrogates are refused beforehand. */
export function takeCodePoint(reader: PatternReader): number | undefined {
  const code = reader.source.codePointAt(reader.at);
  if (code !== undefined) reader.at += code > 0xffff ? 2 : 1;
  return code;
}

/** Is `text` what comes next? */
export function comesNext(reader: PatternReader, text: string): boolean {
  return reader.source.startsWith(text, reader.at);
}

/** Takes `text` if it comes next. */
export function takeText(reader: PatternReader, text: string): boolean {
  if (!comesNext(reader, text)) return false;
  reader.at += text.length;
  return true;
}
