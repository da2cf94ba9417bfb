import { isolationClaim } from '../analysis/isolation-claim.ts';
import type { RuleCoverage } from '../model/control-coverage.ts';
import type { SqlParser } from '../engine/index.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { PolicyDocument } from '../model/documents.ts';
import type { Finding, LintResult, LintSummary } from '../model/finding.ts';
import type { Memory } from '../model/memory.ts';
import type { PlacedSuppression, SuppressionUse } from '../model/suppression.ts';
import type { EffectiveWorkspace } from '../model/workspace.ts';
import type { Level, WorkspaceConfig } from '../model/workspace-config.ts';
import type { IgnoreComment } from '../parse/ignore-comments.ts';
import type { SourceText } from '../text/source-text.ts';
import { ruleCoverage } from './controls/rule-coverage.ts';
import { applyIgnores } from './apply-ignores.ts';
import { applySuppressions } from './apply-suppressions.ts';
import { type FindingFrame, makeFinding } from './make-finding.ts';
import { type CodedReport, mergeReports } from './merge-reports.ts';
import { lintRules } from './registry.ts';
import type { LintContext, LintRule, Report } from './rule.ts';
import { type RuleLevels, ruleLevels } from './rule-levels.ts';
import { countFindings, showConcerning } from './show-concerning.ts';
import { tenantReach } from './tenant-reach.ts';

/** A workspace that was read and compiled, as the linter takes it. */
export interface LintInput {
  readonly documents: readonly PolicyDocument[];
  readonly workspace: EffectiveWorkspace;
  /** What reading and compiling found. */
  readonly diagnostics: readonly Diagnostic[];
  /** Every policy file by path; files that are no policy are left out. */
  readonly sources: ReadonlyMap<string, SourceText>;
  readonly ignores: readonly IgnoreComment[];
}

export interface LintOptions {
  /** The day by which dates in comments are judged, `2027-01-31`. */
  readonly today: string;
  /** Levels that count before the configuration's. */
  readonly levels?: ReadonlyMap<string, Level>;
  /** In place of `lint.edition`; Infinity previews what comes next. */
  readonly edition?: number;
  /** Only findings in these files or caused by them; all where absent. */
  readonly files?: ReadonlySet<string>;
  /** With `files`: also what is more than was found before, as `countedFindings` counts it. */
  readonly before?: ReadonlyMap<string, number>;
  /** Findings that were there already, and the file that says so. */
  readonly suppressions?: Suppressions;
  /** In place of the registry. */
  readonly rules?: readonly LintRule[];
  /** What earlier runs found out; changes nothing but the time it takes. */
  readonly memory?: Memory;
  /** The grammar of queries, where a policy asks `sql`: without it nothing is proved or refuted of one but by form. */
  readonly sql?: SqlParser;
}

/** The entries of `policy.suppressions.json`, and its text, which findings about them show. */
export interface Suppressions {
  readonly source: SourceText;
  readonly entries: readonly PlacedSuppression[];
}

/** A result, what became of suppressions, and what the configuration says about rules that cannot be done. */
export interface LintOutcome extends LintResult {
  /** Each for a person. */
  readonly problems: readonly string[];
  /** What it asked of each rule, in their order. */
  readonly coverage: readonly RuleCoverage[];
  readonly suppressions: readonly SuppressionUse[];
}

/**
 * Runs every rule over a workspace. The same input gives the same findings in the same order, whatever `files` shows
 * of them.
 */
export function runLint(input: LintInput, config: WorkspaceConfig, options: LintOptions): LintOutcome {
  const rules = options.rules ?? lintRules;
  const levels = ruleLevels({
    lint: config.lint,
    rules,
    ...(options.levels === undefined ? {} : { overriding: options.levels }),
    ...(options.edition === undefined ? {} : { edition: options.edition }),
  });
  const toFindings = findingMaker(withSuppressions(input, options.suppressions), rules, levels);
  const found = toFindings(documentReports(input, rules, options.memory));
  const { findings, uses, hidden } = applyIgnores(found, input.ignores, options.today);
  const fresh = applySuppressions(
    [...findings].sort(byPlace),
    options.suppressions?.entries ?? [],
    input.sources,
    options.today,
  );
  const run = { ignores: uses, suppressions: fresh.uses, codes: rules.map(({ code }) => code) };
  const all = [...fresh.findings, ...toFindings(runReports(rules, run))].sort(byPlace);
  const suppressed = [...uses, ...fresh.uses].reduce((sum, { hidden }) => sum + hidden, 0);
  const outcome = {
    findings: all,
    hidden: [...hidden, ...fresh.hidden].sort((a, b) => byPlace(a.finding, b.finding)),
    summary: summarize(all, input, suppressed),
    problems: levels.problems,
    coverage: ruleCoverage(rules, { ...input, files: [...input.sources.keys()], levels }),
    suppressions: fresh.uses,
    ...claimed(input, rules, levels, options.memory),
  };
  const { files, before } = options;
  if (files === undefined) return outcome;
  return showConcerning(outcome, before === undefined ? { files } : { files, before });
}

function withSuppressions(input: LintInput, suppressions: Suppressions | undefined): LintInput {
  if (suppressions === undefined) return input;
  const { source } = suppressions;
  return { ...input, sources: new Map([...input.sources, [source.file, source]]) };
}

/** What is proved, where proofs are asked for and the documents are sound. */
function claimed(
  { workspace, diagnostics, documents }: LintInput,
  rules: readonly LintRule[],
  levels: RuleLevels,
  memory: Memory | undefined,
): Pick<LintResult, 'isolation'> {
  const file = documents[0]?.file ?? '';
  const isAsked = rules.some(
    ({ code, level }) =>
      code === 'isolation/rules-escape' && levels.levelOf({ code, file, severity: level }) !== 'off',
  );
  if (!isAsked || diagnostics.some(({ severity }) => severity === 'error')) return {};
  const isolation = isolationClaim(workspace, memory);
  return isolation === undefined ? {} : { isolation };
}

function* documentReports(
  input: LintInput,
  rules: readonly LintRule[],
  memory: Memory | undefined,
): Generator<CodedReport> {
  const byCode = groupByCode(input.diagnostics);
  const context: LintContext = {
    ...input,
    diagnosed: (code) => byCode.get(code) ?? [],
    ...(memory === undefined ? {} : { memory }),
  };
  for (const rule of rules) yield* coded(rule, rule.check(context));
  // What no rule stands for is shown all the same: nothing that was found is dropped.
  const known = new Set(rules.map(({ code }) => code));
  for (const [code, diagnostics] of byCode) {
    if (known.has(code)) continue;
    for (const report of diagnostics) yield { code, severity: report.severity, report };
  }
}

function groupByCode(diagnostics: readonly Diagnostic[]): ReadonlyMap<string, readonly Diagnostic[]> {
  const groups = new Map<string, Diagnostic[]>();
  for (const diagnostic of diagnostics) {
    const group = groups.get(diagnostic.code);
    if (group === undefined) groups.set(diagnostic.code, [diagnostic]);
    else group.push(diagnostic);
  }
  return groups;
}

function* runReports(
  rules: readonly LintRule[],
  context: Parameters<NonNullable<LintRule['checkRun']>>[0],
): Generator<CodedReport> {
  for (const rule of rules) yield* coded(rule, rule.checkRun?.(context) ?? []);
}

function* coded({ code, level }: LintRule, reports: Iterable<Report>): Generator<CodedReport> {
  for (const report of reports) yield { code, severity: report.severity ?? level, report };
}

function findingMaker(
  { documents, workspace, sources }: LintInput,
  rules: readonly LintRule[],
  levels: RuleLevels,
): (reports: Iterable<CodedReport>) => readonly Finding[] {
  const lists = new Set(documents.filter(({ kind }) => kind === 'tenants').flatMap(listFiles));
  const frame: FindingFrame = {
    sources,
    rules: new Map(rules.map((rule) => [rule.code, rule])),
    reachOf: tenantReach(documents, workspace),
    fileOfTenant: (tenant) => workspace.tenants.get(tenant)?.place.file,
  };
  return (reports) =>
    mergeReports(reports, (file) => lists.has(file)).flatMap((merged) => {
      const { code, severity, report } = merged;
      const level = levels.levelOf({ code, file: report.place.file, severity });
      return level === 'off' ? [] : [makeFinding(merged, level, frame)];
    });
}

/** The files that hold the tenants of a list: its own, and the one it names. */
function listFiles(document: PolicyDocument): readonly string[] {
  if (document.kind !== 'tenants') return [];
  return [document.file, ...document.tenants.slice(0, 1).map(({ place }) => place.file)];
}

function byPlace(a: Finding, b: Finding): number {
  return (
    compare(a.file, b.file) ||
    a.range.start.offset - b.range.start.offset ||
    compare(a.code, b.code) ||
    a.range.end.offset - b.range.end.offset ||
    compare(a.message, b.message)
  );
}

/** By code units, so that every machine sorts alike. */
function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function summarize(findings: readonly Finding[], input: LintInput, suppressed: number): LintSummary {
  return {
    files: input.sources.size,
    tenants: input.workspace.tenants.size,
    ...countFindings(findings),
    suppressed,
  };
}
