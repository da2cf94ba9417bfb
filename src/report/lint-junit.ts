import type { Finding, LintResult } from '../model/finding.ts';
import type { SourceText } from '../text/source-text.ts';
import { countBySeverity } from './finding-order.ts';
import { findingPretty } from './finding-pretty.ts';
import { tenantsNote, withoutSecrets } from './finding-text.ts';
import { fitFindings, type ReportRoom, unbounded } from './fit-findings.ts';
import { plainPalette } from './palette.ts';
import { summaryWords } from './summary-words.ts';
import { xmlLines, xmlText } from './xml-text.ts';

export interface LintJunitOptions {
  /** Whether a finding is one that the run fails with: a failure, where others are skipped test cases. */
  readonly fails: (finding: Finding) => boolean;
  /** Put before each path, so that it is relative to the repository. */
  readonly pathPrefix?: string;
  /** Leave nothing out. */
  readonly all?: boolean;
}

// GitLab takes 30 MB and half a million test cases; people read far fewer.
const room: ReportRoom = { findings: 5_000, bytes: 10_000_000 };

type Outcome = 'passed' | 'skipped' | 'failed';

interface Case {
  readonly suite: string;
  readonly outcome: Outcome;
  readonly text: string;
}

/**
 * The findings as JUnit XML: a suite for each file, a test case for each finding, its body what `pretty` prints. A first
 * case stands for the run, so that none is empty, and a last one counts what was left out. Ends with a line break.
 */
export function lintJunit(
  result: LintResult,
  sources: ReadonlyMap<string, SourceText>,
  options: LintJunitOptions,
): string {
  const masked = withoutSecrets(result, sources);
  const names = caseNames(result.findings);
  const prefix = options.pathPrefix ?? '';
  const outcomeOf = (finding: Finding): Outcome => (options.fails(finding) ? 'failed' : 'skipped');
  const { shown, left } = fitFindings(result.findings, options.all === true ? unbounded : room, (finding) =>
    caseText(outcomeOf(finding), {
      name: names.get(finding) ?? finding.code,
      suite: prefix + finding.file,
      message: `${finding.severity}: ${finding.message}${tenantsNote(finding)}`,
      kind: finding.code,
      body: findingPretty(finding, masked.get(finding.file), plainPalette),
    }),
  );
  return documentText([
    runCase(result),
    ...shown.map(({ finding, text }) => ({
      suite: prefix + finding.file,
      outcome: outcomeOf(finding),
      text,
    })),
    ...(left.length === 0 ? [] : [restCase(left, left.some(options.fails) ? 'failed' : 'skipped')]),
  ]);
}

/** Names that stay where lines move; findings that would have the same in one file are numbered. */
function caseNames(findings: readonly Finding[]): ReadonlyMap<Finding, string> {
  const counts = new Map<string, number>();
  const names = new Map<Finding, string>();
  for (const finding of findings) {
    const name = `${finding.code}: ${finding.message}`;
    const key = `${finding.file}\n${name}`;
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    names.set(finding, count === 1 ? name : `${name} (${count})`);
  }
  return names;
}

/** The run itself, which is done whatever it found. */
function runCase(result: LintResult): Case {
  const { found, where } = summaryWords(result);
  const suite = 'policy lint';
  const text = `    <testcase name="the workspace was checked" classname="${suite}"><system-out>${xmlText(`${found} ${where}`)}</system-out></testcase>`;
  return { suite, outcome: 'passed', text };
}

function restCase(left: readonly Finding[], outcome: Outcome): Case {
  const suite = 'left out';
  const message = `${countBySeverity(left)} more had no room here; policy lint --all lists them`;
  return {
    suite,
    outcome,
    text: caseText(outcome, { name: suite, suite, message, kind: suite, body: message }),
  };
}

interface CaseWords {
  readonly name: string;
  readonly suite: string;
  readonly message: string;
  readonly kind: string;
  readonly body: string;
}

function caseText(outcome: Outcome, { name, suite, message, kind, body }: CaseWords): string {
  const open = `    <testcase name="${xmlText(name)}" classname="${xmlText(suite)}" file="${xmlText(suite)}">`;
  const inner =
    outcome === 'failed'
      ? `<failure message="${xmlText(message)}" type="${xmlText(kind)}">${xmlLines(body)}</failure>`
      : `<skipped message="${xmlText(message)}"/><system-out>${xmlLines(body)}</system-out>`;
  return `${open}${inner}</testcase>`;
}

function documentText(cases: readonly Case[]): string {
  const suites = new Map<string, Case[]>();
  for (const each of cases) {
    const suite = suites.get(each.suite);
    if (suite === undefined) suites.set(each.suite, [each]);
    else suite.push(each);
  }
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="policy lint" ${counts(cases)}>`,
    ...[...suites].flatMap(([name, inSuite]) => [
      `  <testsuite name="${xmlText(name)}" ${counts(inSuite)}>`,
      ...inSuite.map(({ text }) => text),
      '  </testsuite>',
    ]),
    '</testsuites>',
    '',
  ].join('\n');
}

function counts(cases: readonly Case[]): string {
  const count = (wanted: Outcome): number => cases.filter(({ outcome }) => outcome === wanted).length;
  return `tests="${cases.length}" failures="${count('failed')}" errors="0" skipped="${count('skipped')}"`;
}
