import { diffTool } from '../../../src/analysis/diff-tool.ts';
import { findUnreachable } from '../../../src/analysis/find-unreachable.ts';
import { proveTool } from '../../../src/analysis/prove-tool.ts';
import type { Claims, Part } from './claims.ts';
import type { LoadedWorkspace } from './load-workspace.ts';
import { subjectTool } from './search-case.ts';

/** What the analysis of the program claims of a case. */
export function analysisClaims(before: LoadedWorkspace, after: LoadedWorkspace): Claims {
  const { workspace, policy } = before;
  const proof = proveTool(workspace, policy, subjectTool);
  const reachability = findUnreachable(workspace, policy, subjectTool);
  const diff = diffTool(before, after, subjectTool);
  return {
    escapes: proof.escapes.map(({ through, path, by, witness, stopped }) => ({
      through,
      path,
      ...deciderPart(by),
      witness,
      stopped,
    })),
    undecidedPaths: proof.undecided.map(({ path }) => path ?? 'all'),
    dead: reachability.dead.map((part) => ({ ...rulePart(part), coveredBy: part.coveredBy.map(rulePart) })),
    deadUndecided: reachability.undecided.length > 0,
    changes: diff.changes,
    changesUndecided: diff.undecided.length > 0,
  };
}

/** A part of the policy as the analysis hands it over: as the engine linked it. */
interface LinkedPart {
  readonly rule: { readonly source: { readonly name: string } };
  readonly condition?: { readonly name: string };
}

function rulePart({ rule, condition }: LinkedPart): Required<Pick<Part, 'rule'>> & Part {
  return { rule: rule.source.name, ...(condition !== undefined && { condition: condition.name }) };
}

function deciderPart(by: ReturnType<typeof proveTool>['escapes'][number]['by']): Part {
  if (by.kind === 'default') return {};
  if (by.kind === 'action') return { rule: by.rule.name };
  const at = by.rule.rule.conditions.indexOf(by.condition);
  return { rule: by.rule.name, condition: by.condition.id ?? String(at) };
}
