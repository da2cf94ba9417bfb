import type { Severity } from '../model/diagnostic.ts';
import type { Finding, LintResult } from '../model/finding.ts';
import { visibleText } from '../text/visible-text.ts';
import { countBySeverity, worstFindings } from './finding-order.ts';
import { tenantsNote, witnessDetail } from './finding-text.ts';

export interface LintGithubOptions {
  /** Put before each path, so that it is relative to the repository: `policies/`. */
  readonly pathPrefix?: string;
  /** Leave nothing out, although GitHub shows ten annotations of a step at most. */
  readonly all?: boolean;
}

const shownAtMost = 9;

/**
 * The findings as workflow commands, which GitHub shows beside the lines: the worst nine, and a tenth that counts the
 * rest. Ends with a line break unless it is empty. No text can end its command or begin another.
 */
export function lintGithub(result: LintResult, options: LintGithubOptions = {}): string {
  const limit =
    options.all === true || result.findings.length <= shownAtMost + 1 ? result.findings.length : shownAtMost;
  const { shown, left } = worstFindings(result.findings, limit);
  const commands = shown.map((finding) => annotation(finding, options.pathPrefix ?? ''));
  if (left.length > 0) {
    const title = property(`${left.length} more`);
    commands.push(
      `::${commandOf(left)} title=${title}::${data(`${countBySeverity(left)} more: see the step summary, or run policy lint`)}`,
    );
  }
  return commands.map((command) => `${command}\n`).join('');
}

const commands: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', note: 'notice' };

function annotation(finding: Finding, prefix: string): string {
  const { start, end } = finding.range;
  const place: readonly (readonly [string, string | number])[] = [
    ['file', visibleText(prefix + finding.file)],
    ['line', start.line],
    ...(end.line === start.line
      ? [['col', start.column] as const, ['endColumn', Math.max(end.column, start.column)] as const]
      : [['endLine', end.line] as const]),
    ['title', visibleText(finding.code)],
  ];
  const properties = place.map(([name, value]) => `${name}=${property(String(value))}`).join(',');
  const lines = [
    `${finding.message}${tenantsNote(finding)}`,
    ...witnessLines(finding),
    ...finding.help.split('\n'),
    `policy rules ${finding.code}`,
  ];
  return `::${commands[finding.severity]} ${properties}::${data(lines.map(visibleText).join('\n'))}`;
}

/** The call, where it is not too long for a comment on a line. */
function witnessLines(finding: Finding): readonly string[] {
  const witness = witnessDetail(finding);
  return witness === undefined || witness.text.length > 1000 ? [] : [`${witness.label} ${witness.text}`];
}

function commandOf(left: readonly Finding[]): string {
  const worst = left.some(({ severity }) => severity === 'error') ? 'error' : 'warning';
  return left.every(({ severity }) => severity === 'note') ? commands.note : commands[worst];
}

function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
