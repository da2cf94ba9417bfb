import type {
  CatalogueCoverage,
  ControlCoverage,
  FindingCounts,
  RuleCoverage,
} from '../../model/control-coverage.ts';
import type { Finding, IsolationClaim, Unclaimed } from '../../model/finding.ts';
import { controlCatalogues } from '../control-catalogues.ts';
import { lintRule } from '../registry.ts';
import type { LintOutcome } from '../run-lint.ts';

/** The names of the catalogues that there are. */
export const catalogueNames: readonly string[] = Object.keys(controlCatalogues);

/** What a run says of every control of a catalogue, in its order; undefined where there is no such catalogue. */
export function catalogueCoverage(name: string, outcome: LintOutcome): CatalogueCoverage | undefined {
  const [, catalogue] = Object.entries(controlCatalogues).find(([key]) => key === name) ?? [];
  if (catalogue === undefined) return undefined;
  const { title, version, items } = catalogue;
  const byCode = new Map<string, Finding[]>();
  for (const finding of outcome.findings) {
    const group = byCode.get(finding.code);
    if (group === undefined) byCode.set(finding.code, [finding]);
    else group.push(finding);
  }
  const controls = Object.entries(items).map(([id, itemTitle]) => {
    const rules = outcome.coverage.filter(({ code }) =>
      lintRule(code)?.controls.some((control) => control.catalogue === name && control.id === id),
    );
    return controlCoverage(id, itemTitle, rules, byCode, outcome);
  });
  return { catalogue: name, title, version, controls };
}

function controlCoverage(
  id: string,
  title: string,
  rules: readonly RuleCoverage[],
  byCode: ReadonlyMap<string, readonly Finding[]>,
  outcome: LintOutcome,
): ControlCoverage {
  const found = rules.flatMap(({ code }) => byCode.get(code) ?? []);
  const looked = rules.filter(({ code, tenants }) => tenants > 0 || byCode.has(code));
  const isProof = looked.some(({ code }) => code.startsWith('isolation/'));
  const delegated = isProof ? delegatedTo(outcome.isolation) : [];
  const notCovered = [
    ...(looked.some(({ code }) => !isAboutText(code)) ? unread(outcome) : []),
    ...rules.flatMap((rule) => [...missing(rule, outcome)]),
    ...(isProof ? [...unproved(outcome)] : []),
  ];
  const findings = counts(found);
  return {
    id,
    title,
    state:
      looked.length === 0
        ? 'uncovered'
        : findings.errors + findings.warnings + findings.notes > 0
          ? 'findings'
          : delegated.length + notCovered.length > 0
            ? 'partly'
            : 'checked',
    checked: looked.map(({ code, tenants }) => ({ code, tenants, ...counts(byCode.get(code) ?? []) })),
    findings,
    delegated,
    notCovered,
  };
}

/** Whether a rule is about how documents are written, and not about what they say. */
function isAboutText(code: string): boolean {
  return code.startsWith('yaml/') || code.startsWith('schema/');
}

/** What was not understood was not looked at by any other rule. */
function unread({ findings }: LintOutcome): readonly string[] {
  const broken = findings.filter(({ code, severity }) => severity === 'error' && isAboutText(code));
  const [first, ...more] = [...new Set(broken.map(({ file }) => file))].sort();
  if (first === undefined) return [];
  const others = more.length === 0 ? '' : ` and ${more.length} more ${more.length === 1 ? 'file' : 'files'}`;
  return [`what has errors in ${first}${others} was not understood, and not checked`];
}

function counts(findings: readonly Finding[]): FindingCounts {
  const of = (severity: Finding['severity']): number =>
    findings.filter((finding) => finding.severity === severity).length;
  return { errors: of('error'), warnings: of('warning'), notes: of('note') };
}

function delegatedTo(claim: IsolationClaim | undefined): ControlCoverage['delegated'] {
  const delegated = claim?.unclaimed.filter(({ why }) => why === 'delegated') ?? [];
  return delegated.map(({ tool, path, to }) => ({ tool, path, ...(to === undefined ? {} : { to }) }));
}

function* missing(
  { code, offFiles, lacks, undeclared }: RuleCoverage,
  { summary: { files, tenants }, hidden = [] }: LintOutcome,
): Iterable<string> {
  if (offFiles > 0)
    yield offFiles >= files ? `${code} is off` : `${code} is off in ${offFiles} of ${files} files`;
  if (lacks.length > 0) yield `${code}: there is no document of kind ${lacks.join(' or ')}`;
  if (undeclared > 0) yield `${code}: ${undeclared} of ${tenants} tenants declare nothing that it judges by`;
  const ignored = hidden.filter(({ finding }) => finding.code === code).length;
  if (ignored > 0)
    yield `${code}: ${ignored} ${ignored === 1 ? 'finding is' : 'findings are'} ignored or suppressed`;
}

function* unproved({ isolation, summary }: LintOutcome): Iterable<string> {
  if (isolation === undefined) {
    yield 'nothing is proved of isolation';
    return;
  }
  if (summary.undecided > 0) yield `${summary.undecided} proofs of isolation are undecided`;
  const open = isolation.unclaimed.filter(({ why }) => why === 'open');
  if (open.length > 0) yield `open on purpose: ${namesOf(open)}`;
  const unnamed = isolation.unclaimed.filter(({ why }) => why === 'unnamed').length;
  if (unnamed > 0) yield `${unnamed} ${unnamed === 1 ? 'argument' : 'arguments'} that no boundary names`;
}

/** Arguments by name; of very many some, for the claim itself lists them all. */
function namesOf(open: readonly Unclaimed[]): string {
  const names = open.slice(0, mostNamed).map(({ tool, path }) => `${path} of ${tool}`);
  const more = open.length - names.length;
  return `${names.join(', ')}${more === 0 ? '' : ` and ${more} more`}`;
}

const mostNamed = 20;
