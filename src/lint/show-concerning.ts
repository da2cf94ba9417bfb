import type { Finding, HiddenFinding, LintSummary } from '../model/finding.ts';

/** Findings with their count. */
interface Counted {
  readonly findings: readonly Finding[];
  readonly hidden?: readonly HiddenFinding[];
  readonly summary: LintSummary;
}

/** Of what a run found, only what is in these files or caused by them. */
export function showConcerning<Outcome extends Counted>(
  outcome: Outcome,
  files: ReadonlySet<string>,
): Outcome {
  const concerns = ({ file, causes }: Finding): boolean =>
    files.has(file) || (causes?.some((cause) => files.has(cause)) ?? false);
  const findings = outcome.findings.filter(concerns);
  const hidden = outcome.hidden?.filter(({ finding }) => concerns(finding)) ?? [];
  return { ...outcome, findings, hidden, summary: { ...outcome.summary, ...countFindings(findings) } };
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
