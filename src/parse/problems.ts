import type { Diagnostic, Edit, Fix } from '../model/diagnostic.ts';
import type { Place } from '../model/place.ts';
import { placeOf, type SourceText } from '../text/source-text.ts';
import type { Span } from './located-node.ts';

/** What a diagnostic of this folder says, its code and place aside. */
export interface ProblemText {
  readonly message: string;
  readonly label?: string;
  readonly help?: string;
  readonly fix?: Fix;
}

/** Diagnostics that one file may have, at most, where its reader does not say. */
const problemLimit = 1000;

/** Collects what is wrong with one file. */
export interface Problems {
  readonly source: SourceText;
  readonly list: readonly Diagnostic[];
  /**
   * All diagnostics of this folder are errors. The same one at the same place is kept once; past the limit one more says
   * that there are others.
   */
  readonly add: (code: string, span: Span, text: ProblemText) => void;
  /** The same, but only if nothing else is wrong at that place in the end. */
  readonly addUnlessTold: (code: string, span: Span, text: ProblemText) => void;
  /** True where something was added that starts there. */
  readonly isTold: (start: number) => boolean;
  /** True where nothing more will be kept. */
  readonly isFull: () => boolean;
  /** A part that a reader could not take. Reported by `settle` unless something else explains it. */
  readonly misfit: (span: Span) => void;
  /** To be called once, at the end: makes sure that nothing was left out without a word. */
  readonly settle: () => void;
  readonly place: (span: Span) => Place;
}

export function createProblems(source: SourceText, limit: number = problemLimit): Problems {
  const list: Diagnostic[] = [];
  const seen = new Set<string>();
  const starts = new Set<number>();
  const misfits: Span[] = [];
  const pending: (readonly [string, Span, ProblemText])[] = [];
  const place = (span: Span): Place => placeOf(source, span.start, span.end);
  const add = (code: string, span: Span, text: ProblemText): void => {
    if (list.length > limit) return;
    if (list.length === limit) {
      list.push({
        code,
        severity: 'error',
        place: place(span),
        message: `more than ${limit} problems in one file`,
      });
      return;
    }
    const identity = `${code} ${span.start} ${span.end} ${text.message}`;
    if (seen.has(identity)) return;
    seen.add(identity);
    starts.add(span.start);
    list.push({ code, severity: 'error', place: place(span), ...text });
  };
  const settle = (): void => {
    for (const [code, span, text] of pending) if (!starts.has(span.start)) add(code, span, text);
    const [first] = misfits;
    if (first === undefined || list.length > 0) return;
    add('schema/invalid', first, {
      message: 'this part of the document cannot be read',
      label: 'not understood',
    });
  };
  return {
    source,
    list,
    add,
    addUnlessTold: (...problem) => {
      if (pending.length <= limit) pending.push(problem);
    },
    isTold: (start) => starts.has(start),
    isFull: () => list.length > limit,
    misfit: (span) => misfits.push(span),
    settle,
    place,
  };
}

/** A fix that puts `text` in the place of `span`, in the same file. */
export function replacement(source: SourceText, span: Span, text: string, title: string, safe: boolean): Fix {
  const edit: Edit = { file: source.file, start: span.start, end: span.end, text };
  return { title, safe, edits: [edit] };
}

/** Text as a single-quoted YAML scalar; undefined where single quotes cannot hold it on one line. */
export function singleQuoted(text: string): string | undefined {
  return /[\u0000-\u001f\u007f-\u009f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]/.test(
    text.replace(/[\ud800-\udbff][\udc00-\udfff]/g, ''),
  )
    ? undefined
    : `'${text.replaceAll("'", "''")}'`;
}
