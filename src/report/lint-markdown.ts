import type { CatalogueCoverage } from '../model/control-coverage.ts';
import type { Finding, LintResult } from '../model/finding.ts';
import { utf8Length } from '../text/utf8-length.ts';
import { controlsMarkdown } from './controls-markdown.ts';
import { countBySeverity } from './finding-order.ts';
import { tenantsNote, witnessDetail } from './finding-text.ts';
import { fitFindings, type ReportRoom, unbounded } from './fit-findings.ts';
import { codeSpan, plainCell, proseCell } from './markdown-code.ts';
import { summaryWords } from './summary-words.ts';

export interface LintMarkdownOptions {
  /** Put before each path, so that it is relative to the repository. */
  readonly pathPrefix?: string;
  /** Leave nothing out, although it may be too long for a comment. */
  readonly all?: boolean;
  /** Of the catalogues that were asked for, what the run says of each control; they take half of the room at most. */
  readonly controls?: readonly CatalogueCoverage[];
}

// GitHub takes 65,536 characters for a comment, of which the head and the last line take some; GitLab takes more.
const commentRoom: ReportRoom = { findings: 500, bytes: 60_000 };
// GitHub takes 1 MiB for a step's summary.
const stepRoom: ReportRoom = { findings: Number.POSITIVE_INFINITY, bytes: 1_000_000 };

/**
 * Findings as Markdown for a comment: a line that counts them and a table of the worst, which says what it had no room
 * for. Text from files is code or escaped, so that it can neither form the page nor link, load or mention anything.
 */
export function lintMarkdown(result: LintResult, options: LintMarkdownOptions = {}): string {
  return page(result, options.all === true ? unbounded : commentRoom, options);
}

/** All findings for GitHub's step summary, the worst first where they have no room in it. */
export function lintStepSummary(result: LintResult, options: LintMarkdownOptions = {}): string {
  return page(result, stepRoom, options);
}

function page(
  result: LintResult,
  room: ReportRoom,
  { pathPrefix = '', controls = [] }: LintMarkdownOptions,
): string {
  const { found, where } = summaryWords(result);
  const head = `### policy lint\n\n${found.charAt(0).toUpperCase()}${found.slice(1)} ${where}.\n`;
  const covered = controlsMarkdown(controls, { bytes: room.bytes / 2, all: room === unbounded });
  const rest = { ...room, bytes: room.bytes - utf8Length(covered) };
  const parts = [
    head,
    ...findingTable(result.findings, rest, pathPrefix),
    ...(covered === '' ? [] : [covered]),
  ];
  return parts.join('\n');
}

/** The table of findings, and a line that counts those that it has no room for. */
function findingTable(findings: readonly Finding[], room: ReportRoom, prefix: string): readonly string[] {
  const { shown, left } = fitFindings(findings, room, (finding) => rowOf(finding, prefix));
  const rows = shown.map(({ text }) => text).join('');
  return [
    ...(rows === '' ? [] : [`| level | rule | place | finding |\n|---|---|---|---|\n${rows}`]),
    ...(left.length === 0
      ? []
      : [`${countBySeverity(left)} more had no room here; \`policy lint --all\` lists them.\n`]),
  ];
}

const longestCall = 1000;

function rowOf(finding: Finding, prefix: string): string {
  const { severity, code, message, help, file, range } = finding;
  const place = `${prefix}${file}:${range.start.line}:${range.start.column}`;
  const witness = witnessDetail(finding);
  const call =
    witness === undefined || witness.text.length > longestCall
      ? ''
      : `${plainCell(witness.label)} ${codeSpan(witness.text)}<br>`;
  return `| ${severity} | ${codeSpan(code)} | ${codeSpan(place)}${plainCell(tenantsNote(finding))} | ${proseCell(message)}<br>${call}${proseCell(help)} |\n`;
}
