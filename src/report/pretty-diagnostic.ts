import type { Diagnostic, Severity } from '../model/diagnostic.ts';
import type { SourceText } from '../text/source-text.ts';
import { visibleText } from '../text/visible-text.ts';
import { type Paint, type Palette, plainPalette } from './palette.ts';
import { sourceFrame } from './source-frame.ts';

/** A line below the source line: `allowed  access_file {...}`. `text` need not be safe to print. */
export interface DiagnosticDetail {
  readonly label: string;
  readonly text: string;
}

export interface PrettyDiagnosticExtras {
  readonly palette?: Palette;
  /** What follows the place, such as how many tenants it reaches. */
  readonly placeNote?: string;
  /** Whether the source line stands right above: then only the label is said, after the place. */
  readonly isShown?: boolean;
  /** Lines between the source line and `write`, such as the witness. */
  readonly before?: readonly DiagnosticDetail[];
  /** Lines between `write` and `more`, such as the command that shows it. */
  readonly after?: readonly DiagnosticDetail[];
}

const labelColumns = 9;

/**
 * A diagnostic as a person reads it: what is wrong, the place, the source line with carets, what to write, where to read
 * more. Lines joined by `\n`, none at the end. All text is made safe to print. `source` is that of the place's file.
 */
export function prettyDiagnostic(
  diagnostic: Diagnostic,
  source: SourceText | undefined,
  extras: PrettyDiagnosticExtras = {},
): string {
  const palette = extras.palette ?? plainPalette;
  const { place, code, severity, help } = diagnostic;
  const paint = severityPaint(severity, palette);
  return [
    `${paint(severity)} ${palette.strong(visibleText(code))}  ${shownLines(diagnostic.message)}`,
    `  ${palette.place(`${visibleText(place.file)}:${place.line}:${place.column}`)}${visibleText(extras.placeNote ?? '')}${labelAfter(diagnostic, extras)}`,
    ...(extras.isShown === true ? [] : frameLines(diagnostic, source, palette)),
    ...(extras.before ?? []).map((detail) => detailLine(detail, palette)),
    ...(help === undefined ? [] : [detailLine({ label: 'write', text: toWrite(help) }, palette)]),
    ...(extras.after ?? []).map((detail) => detailLine(detail, palette)),
    detailLine({ label: 'more', text: `policy rules ${code}` }, palette),
  ].join('\n');
}

/** What stands after `write`: where all of it is code, as it is pasted. */
function toWrite(help: string): string {
  const text = help.replace(/^write (?=\S)/i, '');
  return /^`([^`]+)`$/.exec(text)?.[1] ?? text;
}

function labelAfter({ label }: Diagnostic, { isShown }: PrettyDiagnosticExtras): string {
  return isShown === true && label !== undefined ? `  ${shownLines(label)}` : '';
}

/** How a severity is coloured. */
export function severityPaint(severity: Severity, palette: Palette): Paint {
  if (severity === 'error') return palette.bad;
  return severity === 'warning' ? palette.caution : palette.dim;
}

function frameLines(
  diagnostic: Diagnostic,
  source: SourceText | undefined,
  palette: Palette,
): readonly string[] {
  const { place, label, severity } = diagnostic;
  if (source === undefined) return label === undefined ? [] : [`  ${shownLines(label)}`];
  const frame = sourceFrame(source, place);
  const number = String(place.line);
  const carets = severityPaint(severity, palette)('^'.repeat(frame.carets));
  const words = label === undefined ? '' : ` ${shownLines(label)}`;
  return [
    `  ${palette.dim(`${number} |`)} ${frame.line}`,
    `  ${' '.repeat(number.length)} ${palette.dim('|')} ${' '.repeat(frame.indent)}${carets}${words}`,
  ];
}

/** Text of several lines keeps them, the later ones set under the first. */
function detailLine({ label, text }: DiagnosticDetail, palette: Palette): string {
  const indent = ' '.repeat(labelColumns + 2);
  return `  ${palette.dim(label.padEnd(labelColumns))}${text.split('\n').map(visibleText).join(`\n${indent}`)}`;
}

function shownLines(text: string): string {
  return text.split('\n').map(visibleText).join(' ');
}
