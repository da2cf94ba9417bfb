import type { Condition, Rule } from '../../model/rule.ts';
import type { Bindings, EffectiveRule } from '../../model/workspace.ts';
import type { ToolLimits } from '../limits/tool-limits.ts';
import type { Verdict } from '../verdict.ts';
import { bindWords } from './bind-words.ts';
import type { LinkedCondition, LinkedPath, LinkedRule } from './linked-tool.ts';

/** A rule with its verdicts; `code` is that of its conditions and of its own action. Throws `PolicyError`. */
export function linkRule(
  source: EffectiveRule,
  codes: { readonly condition: 'rule' | 'baseline'; readonly action: 'rule_action' | 'baseline' },
  bindings: Bindings,
  limits: ToolLimits,
  linkPath: (match: Condition['match'][number]) => LinkedPath,
): LinkedRule {
  const { rule } = source;
  return {
    source,
    conditions: rule.conditions.map((condition, index): LinkedCondition => {
      const name = condition.id ?? String(index);
      const where = { rule: source, condition: name, place: condition.place };
      return {
        source: condition,
        name,
        action: condition.action.value,
        paths: condition.match.map(linkPath),
        onDecide: {
          action: condition.action.value,
          code: codes.condition,
          ...bindWords(condition, bindings),
          ...where,
        },
        onUnclear: { action: 'deny', code: 'argument_unjudgeable', ...where },
      };
    }),
    onAction: actionVerdict(source, rule, codes.action, bindings),
    limits,
  };
}

function actionVerdict(
  source: EffectiveRule,
  rule: Rule,
  code: 'rule_action' | 'baseline',
  bindings: Bindings,
): Verdict | undefined {
  if (rule.action === undefined) return undefined;
  return { action: rule.action.value, code, ...bindWords(rule, bindings), rule: source, place: rule.place };
}
