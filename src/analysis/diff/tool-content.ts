import { boundaryEntriesFor } from '../../engine/compile/boundary-entries.ts';
import { matchesToolName } from '../../engine/tool-name.ts';
import type { BoundaryEntry, Plan } from '../../model/documents.ts';
import type { EffectiveRule } from '../../model/workspace.ts';
import type { TenantSide } from '../decision-change.ts';
import { boundValues, type Contents, type ReferencedNames } from './contents.ts';

/** All that the decisions of one tool's calls depend on. Two versions with the same texts decide every call alike. */
export interface ToolContent {
  /** What is written, references still in it. */
  readonly written: string;
  /** What the references stand for. */
  readonly bound: string;
  readonly references: readonly ReferencedNames[];
}

/** The content of a tool for a tenant. Limits and what surrounds a decision (approval, logging, words) do not count. */
export function toolContent(side: TenantSide, tool: string, contents: Contents): ToolContent {
  const { workspace, policy } = side;
  const plan = planOf(side);
  const rules = rulesFor(policy.rules, tool);
  const baseline = rulesFor(workspace.baseline, tool);
  const { enforced, declared } = entriesFor(side, tool);
  const number = (text: string): number => contents.number(text);
  const references = [
    ...[...rules, ...baseline].map(({ rule }) => contents.references(rule)),
    ...enforced.map((entry) => contents.references(entry)),
  ];
  return {
    written: JSON.stringify([
      policy.status,
      isEntitled(side, plan, tool),
      plan?.approvalsRequired === true,
      policy.defaultAction,
      rules.map(({ rule }) => number(contents.deciding(rule))),
      baseline.map(({ rule }) => number(contents.deciding(rule))),
      enforced.map((entry) => number(contents.text(entry))),
      declared.map(({ path }) => path.text),
    ]),
    bound: boundValues(references, policy.bindings),
    references,
  };
}

/** What boundaries say of a tool: the entries that are enforced, and all that are declared. */
export function entriesFor(
  { workspace }: Pick<TenantSide, 'workspace'>,
  tool: string,
): { readonly enforced: readonly BoundaryEntry[]; readonly declared: readonly BoundaryEntry[] } {
  const { boundaries } = workspace;
  return {
    enforced: boundaryEntriesFor(
      boundaries.filter(({ enforce }) => enforce),
      tool,
    ),
    declared: boundaryEntriesFor(boundaries, tool),
  };
}

/** The tenant's plan, where it has one that is known. */
export function planOf({ workspace, policy }: TenantSide): Plan | undefined {
  return policy.plan === undefined ? undefined : workspace.plans?.get(policy.plan);
}

function rulesFor(rules: readonly EffectiveRule[], tool: string): readonly EffectiveRule[] {
  return rules.filter(({ rule }) => rule.tools.some(({ value }) => matchesToolName(value, tool)));
}

function isEntitled({ workspace }: TenantSide, plan: Plan | undefined, tool: string): boolean {
  if (workspace.plans === undefined) return true;
  if (plan === undefined) return false;
  return plan.tools === undefined || plan.tools.some(({ value }) => matchesToolName(value, tool));
}
