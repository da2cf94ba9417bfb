import type { Language, LanguageAlgebra } from '../../analysis/language/language-algebra.ts';
import { judgeTexts } from '../../analysis/text-judgement.ts';
import { matchesToolName } from '../../engine/tool-name.ts';
import type { PathMatch, Rule } from '../../model/rule.ts';
import type { Bindings } from '../../model/workspace.ts';
import type { LintContext } from '../rule.ts';
import type { PatternUse } from './pattern-uses.ts';
import { withoutOverrun } from './without-overrun.ts';

/** The texts at a path that some condition before a condition decides, whatever else the call holds. */
export type EarlierTexts = (use: PatternUse, bindings: Bindings) => Language;

/** Conditions before one that are looked at: the first, so that the next condition asks for one more at most. */
const mostConditions = 50;

/**
 * Tells what conditions before another one decide: those of the baseline, of earlier rules of the same document and of
 * the same rule that ask of nothing but its path. What takes more than the budget is left out.
 */
export function earlierTexts(context: LintContext, algebra: LanguageAlgebra): EarlierTexts {
  const baseline = context.documents.flatMap((document) =>
    document.kind === 'baseline' ? document.rules : [],
  );
  const known = new WeakMap<PathMatch, Map<string, Language>>();
  const textsOf = (condition: Deciding, bindings: Bindings): Language => {
    const byTenant = known.get(condition.match) ?? new Map<string, Language>();
    known.set(condition.match, byTenant);
    const texts = byTenant.get(bindings.tenantId) ?? decidedTexts(condition, bindings, algebra);
    byTenant.set(bindings.tenantId, texts);
    return texts;
  };
  return (use, bindings) =>
    conditionsBefore(use, baseline)
      .slice(0, mostConditions)
      .map((condition) => textsOf(condition, bindings))
      .reduce((all, texts) => withoutOverrun(() => algebra.or(all, texts)) ?? all, algebra.none);
}

/**
 * The texts of `found` that all of the matcher takes and that no condition before it decides, as sets of which they are
 * what is common. Throws `OverBudget`.
 */
export function reachedTexts(
  use: PatternUse,
  found: Language,
  bindings: Bindings | undefined,
  { algebra, earlier }: { readonly algebra: LanguageAlgebra; readonly earlier: EarlierTexts },
): readonly Language[] {
  if (bindings === undefined) return [found];
  const isAlone = use.matcher === use.regex;
  const whole = isAlone ? undefined : judgeTexts(use.matcher, bindings, algebra);
  const decided = earlier(use, bindings);
  return [
    found,
    ...(whole === undefined ? [] : [whole.yes]),
    ...(decided === algebra.none ? [] : [algebra.not(decided)]),
  ];
}

interface Deciding {
  readonly match: PathMatch;
  readonly action: 'allow' | 'deny' | 'require_approval';
}

function conditionsBefore(use: PatternUse, baseline: readonly Rule[]): readonly Deciding[] {
  const { written, index = 0 } = use;
  if (written === undefined) return [];
  const { document, rule } = written;
  const inBaseline = document.kind === 'baseline';
  const at = document.rules.indexOf(rule);
  const rules = [...(inBaseline ? [] : baseline), ...document.rules.slice(0, at)];
  return [
    ...rules.filter((earlier) => coversTools(earlier, rule)).flatMap(({ conditions }) => conditions),
    ...rule.conditions.slice(0, index),
  ].flatMap(({ match, action }) => {
    const [only] = match;
    return match.length === 1 && only !== undefined && only.path.text === use.path.text
      ? [{ match: only, action: action.value }]
      : [];
  });
}

/** Whether an earlier rule is asked for every tool of a rule; a glob is told by its own text only. */
function coversTools(earlier: Rule, rule: Rule): boolean {
  return rule.tools.every(({ value }) =>
    earlier.tools.some((entry) => entry.value === value || matchesToolName(entry.value, value)),
  );
}

/** A deny decides what is unclear too. */
function decidedTexts({ match, action }: Deciding, bindings: Bindings, algebra: LanguageAlgebra): Language {
  const decided = withoutOverrun(() => {
    const judged = judgeTexts(match.matcher, bindings, algebra);
    if (judged === undefined) return algebra.none;
    return action === 'deny' ? algebra.not(judged.no) : judged.yes;
  });
  return decided ?? algebra.none;
}
