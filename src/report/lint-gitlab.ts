import type { Severity } from '../model/diagnostic.ts';
import type { Finding, LintResult } from '../model/finding.ts';
import type { SourceText } from '../text/source-text.ts';
import { visibleText } from '../text/visible-text.ts';
import { countBySeverity } from './finding-order.ts';
import { type Digest, findingPrints } from './finding-prints.ts';
import { tenantsNote, witnessDetail } from './finding-text.ts';
import { fitFindings, type ReportRoom, unbounded } from './fit-findings.ts';
import { jsonText } from './json-text.ts';

export interface LintGitlabOptions {
  readonly digest: Digest;
  /** Put before each path, so that it is relative to the repository. */
  readonly pathPrefix?: string;
  /** Leave nothing out. */
  readonly all?: boolean;
}

// A merge request shows a few of them; what is compared is held in memory by GitLab.
const room: ReportRoom = { findings: 5_000, bytes: 10_000_000 };

const levels: Readonly<Record<Severity, string>> = { error: 'critical', warning: 'major', note: 'info' };

/**
 * The findings as GitLab's code quality report: a list, of which an entry that counts the rest is the last where findings
 * were left out. Ends with a line break.
 */
export function lintGitlab(
  result: LintResult,
  sources: ReadonlyMap<string, SourceText>,
  options: LintGitlabOptions,
): string {
  const prints = findingPrints(result.findings, sources, options.digest);
  const prefix = options.pathPrefix ?? '';
  const entryOf = (finding: Finding): object => entry(finding, prints.get(finding) ?? '', prefix);
  const { shown, left } = fitFindings(result.findings, options.all === true ? unbounded : room, (finding) =>
    jsonText(entryOf(finding)),
  );
  const entries = shown.map(({ finding }) => entryOf(finding));
  const [first] = left;
  if (first !== undefined) entries.push(restEntry(first, left, options.digest, prefix));
  return jsonText(entries);
}

function entry(finding: Finding, fingerprint: string, prefix: string): object {
  const { code, severity, file, range } = finding;
  return {
    description: visibleText(description(finding)),
    check_name: visibleText(code),
    fingerprint,
    severity: levels[severity],
    location: {
      path: visibleText(prefix + file),
      lines: { begin: range.start.line, end: range.end.line },
    },
  };
}

const longestCall = 1000;

function description(finding: Finding): string {
  const witness = witnessDetail(finding);
  const call =
    witness === undefined || witness.text.length > longestCall ? '' : `; ${witness.label} ${witness.text}`;
  return `${finding.message}${tenantsNote(finding)}${call}`;
}

function restEntry({ file }: Finding, left: readonly Finding[], digest: Digest, prefix: string): object {
  const worst = left.some(({ severity }) => severity === 'error') ? levels.error : levels.warning;
  return {
    description: `${countBySeverity(left)} more had no room here; policy lint --all lists them`,
    check_name: 'policy-lint/left-out',
    fingerprint: digest('left out'),
    severity: left.every(({ severity }) => severity === 'note') ? levels.note : worst,
    location: { path: visibleText(prefix + file), lines: { begin: 1, end: 1 } },
  };
}
