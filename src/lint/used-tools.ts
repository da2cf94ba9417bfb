import { argumentKinds } from '../analysis/argument-kind.ts';
import { declaredTools } from '../analysis/declared-tools.ts';
import { entitlesToSome } from '../analysis/plan-diff.ts';
import { type ToolMeanings, toolMeanings } from '../analysis/tool-meanings.ts';
import { mayPass } from '../analysis/usable-tools.ts';
import { boundaryEntriesFor } from '../engine/compile/boundary-entries.ts';
import { isToolGlob, matchesToolName } from '../engine/tool-name.ts';
import type { ArgumentPath } from '../model/argument-path.ts';
import type { Plan } from '../model/documents.ts';
import type { Sourced } from '../model/place.ts';
import type { EffectivePolicy, EffectiveRule } from '../model/workspace.ts';
import type { ArgumentKind } from '../profile/argument-names.ts';
import type { LintContext } from './rule.ts';

/** An argument that a rule, a boundary or a tools document names. */
interface KnownArgument {
  readonly path: ArgumentPath;
  readonly kind: ArgumentKind;
  /** Only its name tells the kind. */
  readonly isGuess: boolean;
}

/** What is known of a tool by its name, or of a glob by what stands in it. */
interface ToolFacts {
  readonly tool: string;
  /** What a call does, and who says so. */
  readonly effect?: NonNullable<ReturnType<ToolMeanings['effectOf']>>;
  /** The arguments whose kind is known. */
  readonly arguments: readonly KnownArgument[];
}

/** A tool that a rule of a policy can allow or hold. */
export interface UsedTool extends ToolFacts {
  readonly rule: EffectiveRule;
  /** The name or glob as the rule has it. */
  readonly written: Sourced<string>;
}

/** The tools that the rules of a policy can let pass, and that its plan entitles to. */
export type UsedTools = (policy: EffectivePolicy, plan: Plan | undefined) => readonly UsedTool[];

const known = new WeakMap<LintContext, UsedTools>();

/**
 * Tells which tools policies use. A glob stands for itself, and for each tool below it that a tools document or boundary
 * names. Suspended tenants, and tenants without a plan where there are plans, use none.
 */
export function usedTools(context: LintContext): UsedTools {
  const found = known.get(context) ?? create(context);
  known.set(context, found);
  return found;
}

function create(context: LintContext): UsedTools {
  const { workspace } = context;
  const factsOf = toolFacts(context);
  const names = namedTools(context);
  const memory = new Map<EffectivePolicy['rules'], Map<Plan | undefined, readonly UsedTool[]>>();
  return ({ rules, status }, plan) => {
    if (status === 'suspended' || (workspace.plans !== undefined && plan === undefined)) return [];
    const byPlan = memory.get(rules) ?? new Map<Plan | undefined, readonly UsedTool[]>();
    memory.set(rules, byPlan);
    const found = byPlan.get(plan) ?? collect(rules, plan, names, factsOf);
    byPlan.set(plan, found);
    return found;
  };
}

function collect(
  rules: EffectivePolicy['rules'],
  plan: Plan | undefined,
  names: readonly string[],
  factsOf: (tool: string, rule: EffectiveRule) => ToolFacts,
): readonly UsedTool[] {
  return rules.filter(mayPass).flatMap((rule) =>
    rule.rule.tools.flatMap((written) => {
      const { value } = written;
      const below = isToolGlob(value) ? names.filter((name) => matchesToolName(value, name)) : [];
      return [value, ...below]
        .filter((tool) => plan === undefined || entitlesToSome(plan, tool))
        .map((tool) => ({ ...factsOf(tool, rule), rule, written }));
    }),
  );
}

/** The exact names that tools documents and boundaries have. */
function namedTools({ documents, workspace }: LintContext): readonly string[] {
  const bounded = workspace.boundaries.flatMap(({ tools }) => tools.map(({ tool }) => tool.value));
  const declared = documents.flatMap((document) => [...declaredTools(document).keys()]);
  return [...new Set([...bounded, ...declared])].filter((name) => !isToolGlob(name));
}

function toolFacts(context: LintContext): (tool: string, rule: EffectiveRule) => ToolFacts {
  const meanings = toolMeanings(context.documents);
  const kinds = argumentKinds(context.documents);
  const memory = new Map<string, ToolFacts['effect'] | null>();
  return (tool, { rule }) => {
    const before = memory.get(tool);
    const effect = before === undefined ? (meanings.effectOf(tool) ?? null) : before;
    memory.set(tool, effect);
    const paths = new Map<string, ArgumentPath>();
    for (const { match } of rule.conditions) for (const { path } of match) paths.set(path.text, path);
    for (const { path } of boundaryEntriesFor(context.workspace.boundaries, tool)) paths.set(path.text, path);
    for (const path of declaredPaths(meanings, tool)) paths.set(path.text, path);
    const known = [...paths.values()].flatMap((path): KnownArgument[] => {
      const kind = kinds.kindOf(tool, path);
      return kind === undefined ? [] : [{ path, kind, isGuess: kinds.isGuess(tool, path) }];
    });
    return { tool, ...(effect === null ? {} : { effect }), arguments: known };
  };
}

function declaredPaths(meanings: ToolMeanings, tool: string): readonly ArgumentPath[] {
  return [...(meanings.declared(tool)?.arguments.keys() ?? [])].map((key) => ({
    root: 'arguments',
    segments: [{ kind: 'key', key }],
    text: `arguments.${key}`,
  }));
}
