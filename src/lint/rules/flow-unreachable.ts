import type { RulePart } from '../../analysis/find-unreachable.ts';
import { judgedForEmptiness, neverSaysYes } from '../../analysis/never-yes.ts';
import { reachWorkspace, type UnreachedPart } from '../../analysis/reach-workspace.ts';
import type { Matcher } from '../../model/matcher.ts';
import type { Bindings, EffectiveRule } from '../../model/workspace.ts';
import { control } from '../control.ts';
import { actionWords, listed, partAction, partPlace, partWords } from '../part-words.ts';
import { patternQuestions, withinBudget } from '../patterns/asked-patterns.ts';
import type { LintContext, LintRule, Report } from '../rule.ts';
import { leavesOf, partsOf } from '../written-patterns.ts';

export const flowUnreachable: LintRule = {
  code: 'flow/unreachable',
  level: 'error',
  kind: 'A',
  edition: 1,
  finds: 'a condition or action of a rule that can never decide, and which earlier ones cover it',
  help: 'remove it, or move it above what covers it',
  controls: [
    control('nist-800-53', 'AC-3'),
    control('nist-800-53', 'CM-6'),
    control('soc2', 'CC8.1'),
    control('owasp-asi', 'ASI02'),
  ],
  check: everyPartDecides,
};

/**
 * Every condition and every action of a rule decides, denies or holds some call of some tool of some tenant; and a
 * condition that stops calls stops some that it names.
 */
function* everyPartDecides(context: LintContext): Iterable<Report> {
  const baseline = new Set(context.workspace.baseline);
  for (const part of reachWorkspace(context.workspace)) {
    const isSaidElsewhere = part.coveredBy.length === 0 && isFoundEmpty(part, context);
    if (!isSaidElsewhere) yield reportOf(part, baseline);
  }
}

function reportOf(part: UnreachedPart, baseline: ReadonlySet<EffectiveRule>): Report {
  const { rule, tool, policy, coveredBy } = part;
  const isOwn = rule.source.chain.length === 0;
  return {
    message: `${partWords(part)} can never ${canDo(part)}: ${why(part, baseline)}`,
    label: part.isShadowed ? 'whatever it names is decided before' : 'never decides',
    ...(coveredBy.length === 0
      ? { help: 'remove it, or write what was meant' }
      : { help: helpFor(coveredBy) }),
    place: partPlace(part),
    causes: coveredBy.map((cover) => partPlace(cover).file),
    rule: rule.source.name,
    tool,
    ...(isOwn ? { tenant: policy.tenantId } : {}),
  };
}

function canDo(part: UnreachedPart): string {
  const action = partAction(part);
  if (action === undefined) return 'decide';
  const { can, what } = actionWords[action];
  return part.isShadowed ? `${can}${what}` : can;
}

/** What decides in its place: whoever decides the opposite is told from whoever decides the same already. */
function why(part: UnreachedPart, baseline: ReadonlySet<EffectiveRule>): string {
  const { coveredBy } = part;
  if (coveredBy.length === 0) return 'no value satisfies it';
  const names = coveredBy.map((cover) =>
    baseline.has(cover.rule.source) ? `${partWords(cover)} in the baseline` : partWords(cover, part),
  );
  const actions = new Set(coveredBy.map(partAction));
  const [action] = actions;
  if (action === undefined || actions.size > 1) {
    const told = coveredBy.map((cover, at) => `${names[at]} (${partAction(cover) ?? 'nothing'})`);
    return `${listed(told)} decide whatever it would`;
  }
  const words = actionWords[action];
  const already = action === partAction(part) ? 'already ' : '';
  return `${listed(names)} ${already}${names.length === 1 ? words.does : words.doTogether} whatever it would`;
}

function helpFor(coveredBy: readonly RulePart[]): string {
  const places = [...new Set(coveredBy.map(partPlace).map(({ file, line }) => `${file}:${line}`))];
  return `remove it, or move it above ${listed(places)}`;
}

/** Whether `match/empty` says so of a pattern in it. */
function isFoundEmpty({ condition, policy }: UnreachedPart, context: LintContext): boolean {
  const { algebra } = patternQuestions(context);
  const isEmpty = (part: Matcher, bindings: Bindings): boolean =>
    (part.kind === 'regex' || part.kind === 'not' || part.kind === 'all_of') &&
    withinBudget(algebra, () => neverSaysYes(part, bindings, algebra)) === true;
  return (condition?.source.match ?? []).some(
    ({ matcher }) =>
      [...leavesOf(matcher)].some(({ kind }) => judgedForEmptiness.includes(kind)) &&
      [...partsOf(matcher)].some((part) => isEmpty(part, policy.bindings)),
  );
}
