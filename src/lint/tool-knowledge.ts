import { type ArgumentKinds, argumentKinds } from '../analysis/argument-kind.ts';
import { type ToolMeanings, toolMeanings } from '../analysis/tool-meanings.ts';
import { type DescribedTools, describedTools } from '../analysis/tool-schema/described-tools.ts';
import { type PassingRules, passingRules } from './passing-rules.ts';
import type { LintContext } from './rule.ts';

/** What rules about tools ask of a workspace. */
export interface ToolKnowledge {
  /** Undefined where no tools document describes a tool. */
  readonly described: DescribedTools | undefined;
  readonly meanings: ToolMeanings;
  readonly kinds: ArgumentKinds;
  readonly passing: PassingRules;
}

const known = new WeakMap<LintContext, ToolKnowledge>();

/** The same for all rules of a run. */
export function toolKnowledge(context: LintContext): ToolKnowledge {
  const { documents } = context;
  const knowledge = known.get(context) ?? {
    described: describedTools(documents),
    meanings: toolMeanings(documents),
    kinds: argumentKinds(documents),
    passing: passingRules(documents),
  };
  known.set(context, knowledge);
  return knowledge;
}
