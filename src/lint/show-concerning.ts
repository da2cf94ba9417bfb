import type { Finding, HiddenFinding, LintSummary } from '../model/finding.ts';

/** Findings with their count. */
interface Counted {
  readonly findings: readonly Finding[];
  readonly hidden?: readonly HiddenFinding[];
  readonly summary: LintSummary;
}

/** What is shown of a run. */
export interface Concern {
  readonly files: ReadonlySet<string>;
  /** What was found before, as `countedFindings` counts it: what is more than that is shown, wherever it stands. */
  readonly before?: ReadonlyMap<string, number>;
}

/** Of what a run found, only what is in these files or caused by them. */
export function showConcerning<Outcome extends Counted>(
  outcome: Outcome,
  { files, before }: Concern,
): Outcome {
  const concerns = ({ file, causes }: Finding): boolean =>
    files.has(file) || (causes?.some((cause) => files.has(cause)) ?? false);
  const left = new Map(before);
  const isNew = (finding: Finding): boolean => {
    if (before === undefined) return false;
    const key = findingKey(finding);
    const known = left.get(key) ?? 0;
    if (known > 0) left.set(key, known - 1);
    return known === 0;
  };
  // Each is counted, also one that is shown anyway.
  const findings = outcome.findings.filter((finding) => [isNew(finding), concerns(finding)].includes(true));
  const hidden = outcome.hidden?.filter(({ finding }) => concerns(finding)) ?? [];
  return { ...outcome, findings, hidden, summary: { ...outcome.summary, ...countFindings(findings) } };
}

/** How many findings there are of each that say the same, wherever in its file. */
export function countedFindings(findings: readonly Finding[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const finding of findings) {
    const key = findingKey(finding);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

function findingKey({ code, severity, file, tenant, tenants, message }: Finding): string {
  return JSON.stringify([code, severity, file, tenants === undefined ? (tenant ?? null) : null, message]);
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
