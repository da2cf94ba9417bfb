import type { Finding, LintResult } from '../model/finding.ts';
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
  return page(result, options.all === true ? unbounded : commentRoom, options.pathPrefix ?? '');
}

/** All findings for GitHub's step summary, the worst first where they have no room in it. */
export function lintStepSummary(result: LintResult, options: LintMarkdownOptions = {}): string {
  return page(result, stepRoom, options.pathPrefix ?? '');
}

function page(result: LintResult, room: ReportRoom, prefix: string): string {
  const { found, where } = summaryWords(result);
  const head = `### policy lint\n\n${found.charAt(0).toUpperCase()}${found.slice(1)} ${where}.\n`;
  if (result.findings.length === 0) return head;
  const { shown, left } = fitFindings(result.findings, room, (finding) => rowOf(finding, prefix));
  const rows = shown.map(({ text }) => text).join('');
  const table = rows === '' ? '' : `\n| level | rule | place | finding |\n|---|---|---|---|\n${rows}`;
  if (left.length === 0) return head + table;
  return `${head}${table}\n${countBySeverity(left)} more had no room here; \`policy lint --all\` lists them.\n`;
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
