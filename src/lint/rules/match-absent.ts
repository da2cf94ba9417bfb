import { answerOnAbsent } from '../../analysis/answer-on-absent.ts';
import { matcherFlow } from '../../analysis/matcher-flow.ts';
import { entitlesToSome } from '../../analysis/plan-diff.ts';
import type { PathMatch, Rule } from '../../model/rule.ts';
import type { EffectivePolicy, EffectiveRule } from '../../model/workspace.ts';
import { type AbsentMeaning, absentMeaning } from '../absent-meaning.ts';
import { control } from '../control.ts';
import { kindWords } from '../kind-words.ts';
import type { LintContext, LintRule, Report } from '../rule.ts';
import { valueSpan } from '../value-span.ts';
import { type ToolKnowledge, toolKnowledge } from '../tool-knowledge.ts';
import { ruleIndex, walksPast } from '../walks-past.ts';

export const matchAbsent: LintRule = {
  code: 'match/absent',
  level: 'warning',
  kind: 'S',
  edition: 1,
  finds:
    'a deny that an absent argument walks past although the tool reads absence as everything (filters, limits, namespaces)',
  help: 'deny the absent argument too: `any_of: [{ exists: false }, ...]`',
  controls: [
    control('owasp-asi', 'ASI02'),
    control('owasp-llm', 'LLM06:2025'),
    control('nist-800-53', 'AC-4'),
    control('nist-800-53', 'SI-10'),
    control('csa-aicm', 'AIS-08'),
  ],
  check: absenceIsDenied,
};

/** A deny on an argument without which a call reaches everything also denies its absence, unless something else does. */
function* absenceIsDenied(context: LintContext): Iterable<Report> {
  const { workspace } = context;
  const knowledge = toolKnowledge(context);
  const gapsOf = gapFinder(knowledge);
  const baseline = ruleIndex(workspace.baseline.map(({ rule }) => rule));
  const told = new Set<PathMatch>();
  // Tenants that only fill in a template share its rules.
  const seen = new Map<EffectivePolicy['rules'], Set<string | undefined>>();
  for (const policy of workspace.tenants.values()) {
    const plans = seen.get(policy.rules) ?? new Set();
    if (policy.status === 'suspended' || plans.has(policy.plan)) continue;
    seen.set(policy.rules, plans.add(policy.plan));
    const denies = [...workspace.baseline, ...policy.rules].flatMap((rule) => gapsOf(rule));
    const open = denies.filter(({ asked, tool }) => !told.has(asked) && isEntitled(policy, tool, context));
    if (open.length === 0) continue;
    const rules = ruleIndex(policy.rules.map(({ rule }) => rule));
    for (const gap of open) {
      if (told.has(gap.asked)) continue;
      const where = { tool: gap.tool, path: gap.asked.path, rule: gap.rule.rule, index: gap.index };
      if (!walksPast(where, policy, rules, baseline, workspace)) continue;
      told.add(gap.asked);
      yield report(gap, context);
    }
  }
}

interface FoundGap {
  readonly tool: string;
  readonly rule: EffectiveRule;
  readonly index: number;
  readonly asked: PathMatch;
  readonly meaning: AbsentMeaning;
}

/** Finds, in a rule, what a deny asks that says no of an absent argument, for each tool that minds; once for each rule. */
function gapFinder(knowledge: ToolKnowledge): (rule: EffectiveRule) => readonly FoundGap[] {
  const known = new Map<Rule, readonly FoundGap[]>();
  return (rule) => {
    const gaps = known.get(rule.rule) ?? gapsIn(rule, knowledge);
    known.set(rule.rule, gaps);
    return gaps;
  };
}

function gapsIn(rule: EffectiveRule, knowledge: ToolKnowledge): readonly FoundGap[] {
  return rule.rule.conditions.flatMap(({ match, action }, index) => {
    if (action.value !== 'deny') return [];
    return match.flatMap((asked) => {
      // Who asks whether it is there means just that.
      if (asked.matcher.kind === 'exists' || answerOnAbsent(asked.matcher) !== 'no') return [];
      return rule.rule.tools.flatMap(({ value: tool }) => {
        const meaning = absentMeaning(tool, asked.path, knowledge);
        return meaning === undefined ? [] : [{ tool, rule, index, asked, meaning }];
      });
    });
  });
}

function isEntitled({ plan: name }: EffectivePolicy, tool: string, { workspace }: LintContext): boolean {
  if (workspace.plans === undefined) return true;
  const plan = name === undefined ? undefined : workspace.plans.get(name);
  return plan !== undefined && entitlesToSome(plan, tool);
}

function report({ tool, rule, asked, meaning }: FoundGap, context: LintContext): Report {
  const { path, matcher, place } = asked;
  const closing = `{ any_of: [{ exists: false }, ${matcherFlow(matcher)}] }`;
  const source = context.sources.get(place.file);
  const span = source === undefined ? undefined : valueSpan(source, place, matcher.place);
  return {
    message: `a call of ${tool} without ${path.text} walks past this deny: ${meaningWords(meaning)}`,
    label: 'no of an absent argument',
    help: `write ${closing}`,
    place,
    rule: rule.name,
    tool,
    ...(span === undefined
      ? {}
      : {
          fix: {
            title: `write ${closing}`,
            safe: false,
            edits: [{ file: place.file, ...span, text: closing }],
          },
        }),
  };
}

function meaningWords({ reads, from }: AbsentMeaning): string {
  if (reads === 'default') return "the tool then takes a default that may be anybody's";
  if (from === 'profile') return 'the tool then takes everything';
  return from === 'kind'
    ? `without ${kindWords.filter} a tool takes everything`
    : 'by its name, a tool then takes everything';
}
