import type { Finding, LintSummary } from '../model/finding.ts';

/** Findings with their count. */
interface Counted {
  readonly findings: readonly Finding[];
  readonly summary: LintSummary;
}

/** Of what a run found, only what is in these files or caused by them. */
export function showConcerning<Outcome extends Counted>(
  outcome: Outcome,
  files: ReadonlySet<string>,
): Outcome {
  const findings = outcome.findings.filter(
    ({ file, causes }) => files.has(file) || (causes?.some((cause) => files.has(cause)) ?? false),
  );
  return { ...outcome, findings, summary: { ...outcome.summary, ...countFindings(findings) } };
}

/** How many findings there are of each severity, and how many say that something is undecided. */
export function countFindings(
  findings: readonly Finding[],
): Pick<LintSummary, 'errors' | 'warnings' | 'notes' | 'undecided'> {
  const count = (test: (finding: Finding) => boolean): number => findings.filter(test).length;
  return {
    errors: count(({ severity }) => severity === 'error'),
    warnings: count(({ severity }) => severity === 'warning'),
    notes: count(({ severity }) => severity === 'note'),
    undecided: count(({ code }) => code === 'isolation/undecided'),
  };
}
