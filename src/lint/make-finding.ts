import type { Fix, Severity } from '../model/diagnostic.ts';
import type { Finding, FindingFix } from '../model/finding.ts';
import type { Place, Position, Range } from '../model/place.ts';
import { positionAt, type SourceText } from '../text/source-text.ts';
import type { MergedReport } from './merge-reports.ts';
import type { LintRule } from './rule.ts';
import type { Reach } from './tenant-reach.ts';

/** What it takes to make findings of reports. */
export interface FindingFrame {
  readonly sources: ReadonlyMap<string, SourceText>;
  readonly rules: ReadonlyMap<string, LintRule>;
  readonly reachOf: (place: Place) => Reach | undefined;
  /** The file of a tenant's own document. */
  readonly fileOfTenant: (tenant: string) => string | undefined;
}

/** A report as a finding of this severity. */
export function makeFinding(merged: MergedReport, severity: Severity, frame: FindingFrame): Finding {
  const { code, report } = merged;
  const rule = frame.rules.get(code);
  const { file } = report.place;
  const causes = causesOf(merged, frame);
  return {
    code,
    severity,
    message: brief(report.message),
    help: brief(report.help ?? rule?.help ?? `see policy rules ${code}`),
    ...(report.label === undefined ? {} : { label: brief(report.label) }),
    file,
    range: rangeOf(report.place, frame.sources.get(file)),
    ...tenantsOf(merged, frame),
    ...(report.rule === undefined ? {} : { rule: report.rule }),
    ...(report.tool === undefined ? {} : { tool: report.tool }),
    ...(report.witness === undefined ? {} : { witness: report.witness }),
    ...(rule === undefined || rule.controls.length === 0 ? {} : { controls: rule.controls }),
    ...(report.fix === undefined ? {} : { fix: findingFix(report.fix, frame.sources) }),
    ...(causes.length === 0 ? {} : { causes }),
    ...(report.secret === true ? { secret: true } : {}),
  };
}

const longestWords = 500;

/** Words that quote a file may be as long as the file: what nobody would read is counted instead. */
function brief(words: string): string {
  if (words.length <= longestWords) return words;
  const [head, tail] = [words.slice(0, longestWords - 200), words.slice(-100)];
  return `${head}… (${words.length - longestWords + 100} more characters) …${tail}`;
}

/** A place as machine output prints it. Without a source, an end on the first line. */
function rangeOf(place: Place, source: SourceText | undefined): Range {
  const start: Position = { line: place.line, column: place.column, offset: place.start };
  if (source !== undefined) return { start, end: positionAt(source, place.end) };
  const length = place.end - place.start;
  return { start, end: { line: place.line, column: place.column + length, offset: place.end } };
}

function tenantsOf(
  { report, tenants }: MergedReport,
  frame: FindingFrame,
): Pick<Finding, 'tenant' | 'tenants'> {
  const [example] = tenants;
  if (example !== undefined)
    return tenants.length === 1 ? { tenant: example } : { tenant: example, tenants: tenants.length };
  const reach = frame.reachOf(report.place);
  return reach === undefined ? {} : { tenant: reach.example, tenants: reach.tenants };
}

function causesOf({ report, tenants }: MergedReport, frame: FindingFrame): readonly string[] {
  const files = new Set(report.causes);
  for (const tenant of tenants) {
    const file = frame.fileOfTenant(tenant);
    if (file !== undefined) files.add(file);
  }
  files.delete(report.place.file);
  return [...files].sort();
}

function findingFix({ title, safe, edits }: Fix, sources: ReadonlyMap<string, SourceText>): FindingFix {
  return {
    title,
    safe,
    edits: edits.map(({ file, start, end, text }) => ({
      file,
      range: editRange(file, start, end, sources),
      text,
    })),
  };
}

function editRange(
  file: string,
  start: number,
  end: number,
  sources: ReadonlyMap<string, SourceText>,
): Range {
  const source = sources.get(file);
  if (source !== undefined) return { start: positionAt(source, start), end: positionAt(source, end) };
  // An edit of a file that was not read fits no text, so that it is never applied.
  const nowhere = { line: 1, column: 1, offset: -1 };
  return { start: nowhere, end: nowhere };
}
