import { answerOnAbsent } from '../analysis/answer-on-absent.ts';
import { areToolNamesWithin } from '../analysis/tool-names-within.ts';
import { boundaryEntriesFor } from '../engine/compile/boundary-entries.ts';
import { toolGlobsOverlap } from '../engine/resolve/glob-overlap.ts';
import { isToolGlob } from '../engine/tool-name.ts';
import type { ArgumentPath } from '../model/argument-path.ts';
import type { Condition, Rule } from '../model/rule.ts';
import type { EffectivePolicy, EffectiveWorkspace } from '../model/workspace.ts';
import { isAtOrAbove } from './passing-rules.ts';

/** The rules of a policy that are about a tool, in order, found without a look at all of them each time. */
export interface RuleIndex {
  about(tool: string): readonly Rule[];
}

export function ruleIndex(rules: readonly Rule[]): RuleIndex {
  const exact = new Map<string, number[]>();
  const globs: number[] = [];
  for (const [index, { tools }] of rules.entries()) {
    for (const { value } of tools) {
      if (isToolGlob(value)) globs.push(index);
      else addTo(exact, value, index);
    }
  }
  const known = new Map<string, readonly Rule[]>();
  const find = (tool: string): readonly Rule[] => {
    const near = isToolGlob(tool) ? rules.keys() : [...(exact.get(tool) ?? []), ...globs];
    const indexes = [...new Set(near)].sort((a, b) => a - b);
    return indexes.flatMap((index) => {
      const rule = rules[index];
      return rule?.tools.some(({ value }) => toolGlobsOverlap(value, tool)) === true ? [rule] : [];
    });
  };
  return {
    about: (tool) => {
      const found = known.get(tool) ?? find(tool);
      known.set(tool, found);
      return found;
    },
  };
}

function addTo(map: Map<string, number[]>, key: string, index: number): void {
  const indexes = map.get(key);
  if (indexes === undefined) map.set(key, [index]);
  else indexes.push(index);
}

/** A deny that says no of an absent argument: where it stands. */
export interface Gap {
  readonly tool: string;
  readonly path: ArgumentPath;
  readonly rule: Rule;
  /** Of the condition in its rule, from 0. */
  readonly index: number;
}

/**
 * Whether calls of the tool that lack the argument may pass after the deny: no other deny and no enforced boundary stops
 * them for lacking it, and a later allow or require_approval of the policy does without. With a deny of the baseline the
 * whole policy comes after it.
 */
export function walksPast(
  gap: Gap,
  policy: EffectivePolicy,
  rules: RuleIndex,
  baseline: RuleIndex,
  workspace: EffectiveWorkspace,
): boolean {
  const { tool, path } = gap;
  if (isBounded(gap, workspace)) return false;
  if (baseline.about(tool).some((rule) => isStopped(rule, tool, path))) return false;
  const about = rules.about(tool);
  const from = about.indexOf(gap.rule);
  for (const [at, rule] of about.entries()) {
    const isEarlier = at < from;
    for (const [index, condition] of rule.conditions.entries()) {
      const outcome = conditionOutcome(condition, path);
      if (outcome === 'stops' && isWhollyAbout(rule, tool)) return false;
      const isLater = !isEarlier && (at > from || index > gap.index);
      if (outcome === 'passes' && isLater) return true;
    }
    if (isEarlier || rule.action === undefined) continue;
    if (rule.action.value !== 'deny') return true;
    if (isWhollyAbout(rule, tool)) return false;
  }
  return policy.defaultAction !== 'deny';
}

/** What a condition makes of calls that lack the argument, whatever else they hold. */
function conditionOutcome({ match, action }: Condition, path: ArgumentPath): 'stops' | 'passes' | 'next' {
  const answers = match.map((asked) =>
    isAtOrAbove(path, asked.path) ? answerOnAbsent(asked.matcher) : undefined,
  );
  if (action.value === 'deny')
    return answers.every((answer) => answer === 'yes' || answer === 'unclear') ? 'stops' : 'next';
  return answers.every((answer) => answer === undefined || answer === 'yes') ? 'passes' : 'next';
}

function isStopped(rule: Rule, tool: string, path: ArgumentPath): boolean {
  if (!isWhollyAbout(rule, tool)) return false;
  return (
    rule.action?.value === 'deny' ||
    rule.conditions.some((condition) => conditionOutcome(condition, path) === 'stops')
  );
}

function isWhollyAbout({ tools }: Rule, tool: string): boolean {
  return tools.some(({ value }) => areToolNamesWithin(tool, value));
}

/** An enforced boundary takes nothing but yes. */
function isBounded({ tool, path }: Gap, { boundaries }: EffectiveWorkspace): boolean {
  const enforced = boundaries.filter(({ enforce }) => enforce);
  const entries = isToolGlob(tool)
    ? enforced.flatMap(({ tools }) =>
        tools
          .filter((entry) => areToolNamesWithin(tool, entry.tool.value))
          .flatMap(({ entries: all }) => all),
      )
    : boundaryEntriesFor(enforced, tool);
  return entries.some(
    (entry) =>
      entry.kind === 'matcher' && isAtOrAbove(path, entry.path) && answerOnAbsent(entry.matcher) !== 'yes',
  );
}
