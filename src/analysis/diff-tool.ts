import { PolicyError } from '../engine/compile/policy-error.ts';
import type { Decision } from '../model/decision.ts';
import type { Witness } from '../model/finding.ts';
import type { EffectiveWorkspace } from '../model/workspace.ts';
import { algebraOf, callSpace, withLongTexts } from './analysis-session.ts';
import type { DecidedSide, DecisionChange, TenantSide, ToolDiff } from './decision-change.ts';
import { OverBudget } from './language/over-budget.ts';
import { queryAsked, whyQueryIsOpen } from './query/query-asked.ts';
import { createAtomTable } from './space/atom.ts';
import type { CallParts } from './space/call-solver.ts';
import { likelyContexts } from './space/likely-contexts.ts';
import { createShowingSolver } from './space/showing-solver.ts';
import { everyCall, type Store } from './space/store.ts';
import { modelTool, type ToolModel } from './space/tool-model.ts';
import { deciderKey, deciderPlace } from './walk/decider.ts';
import { type Outcome, walkTool } from './walk/walk-tool.ts';
import { witnessEngine } from './witness-engine.ts';

/** More changes of one tool are not listed. */
const mostChanges = 50;

/**
 * Every pair of places of which one decides some call in the first version and the other decides it otherwise in the
 * second, with a small such call. Limits play no part. Exact: no change and nothing undecided means that every call is
 * decided alike.
 */
export function diffTool(before: TenantSide, after: TenantSide, tool: string): ToolDiff {
  const algebra = algebraOf(before.workspace);
  algebra.begin();
  const changes: DecisionChange[] = [];
  const undecided = new Set<string>();
  try {
    const atoms = createAtomTable(algebra);
    const from = modelTool(before.workspace, before.policy, tool, atoms);
    const to = modelTool(after.workspace, after.policy, tool, atoms);
    if (from.denied && to.denied) return { changes, undecided: [] };
    const space = withLongTexts(callSpace(commonSpace(before, after), before.policy.tenantId, algebra));
    const solver = createShowingSolver(space);
    const settled = new Set<string>();
    for (const first of walkTool(from, everyCall, { solver })) {
      for (const second of walkTool(to, first.store, { solver })) {
        if (first.action === second.action) continue;
        const pair = `${deciderKey(first.by)} → ${deciderKey(second.by)} ${first.action} ${second.action}`;
        if (settled.has(pair)) continue;
        const found = solver.callOf(second.store);
        const change = checkedChange(before, after, tool, first, second, found, [from, to]);
        if (typeof change === 'string') {
          undecided.add(change);
          continue;
        }
        settled.add(pair);
        changes.push(change);
        if (changes.length >= mostChanges)
          return { changes, undecided: [...undecided, 'more changes than are listed'] };
      }
    }
  } catch (error) {
    if (error instanceof OverBudget) undecided.add(error.budget);
    else if (error instanceof PolicyError) undecided.add(error.message);
    else throw error;
  }
  return { changes, undecided: [...undecided] };
}

/** A context that both envelopes take, and texts that are too long for neither or for both. */
function commonSpace({ workspace }: TenantSide, after: TenantSide): EffectiveWorkspace {
  const required = [...new Set([...workspace.envelope.required, ...after.workspace.envelope.required])];
  const maxArgumentBytes = Math.max(
    workspace.limits.maxArgumentBytes,
    after.workspace.limits.maxArgumentBytes,
  );
  return { ...workspace, envelope: { required }, limits: { maxArgumentBytes } };
}

/** The change as both engines decide it; else why it is not sure. */
function checkedChange(
  before: TenantSide,
  after: TenantSide,
  tool: string,
  first: Outcome,
  second: Outcome,
  found: CallParts | undefined,
  models: readonly ToolModel[],
): DecisionChange | string {
  if (found === undefined) return 'a call that was found is none';
  for (const parts of likelyContexts(found, models, before.policy.tenantId)) {
    const call = { tool, ...parts };
    const was = witnessEngine(before.workspace).decide(call);
    const is = witnessEngine(after.workspace).decide({ ...call, context: contextFor(parts, after) });
    if (was.action !== first.action || is.action !== second.action) continue;
    const witness: Witness = { tool, arguments: parts.arguments, context: parts.context, kind: 'decision' };
    return { tool, from: side(was, first, before), to: side(is, second, after), witness };
  }
  return unsure(second.store);
}

function contextFor({ context }: CallParts, { policy }: TenantSide): CallParts['context'] {
  return { ...context, tenant_id: policy.tenantId };
}

function side({ action, code, policy }: Decision, { by }: Outcome, version: TenantSide): DecidedSide {
  return {
    action,
    code,
    ...(policy.rule === undefined ? {} : { rule: policy.rule }),
    ...(policy.condition === undefined ? {} : { condition: policy.condition }),
    place: deciderPlace(by) ?? version.policy.place,
  };
}

function unsure({ demands }: Store): string {
  for (const { matcher } of demands.keys()) {
    const query = queryAsked(matcher);
    if (query !== undefined) return whyQueryIsOpen(query);
  }
  return 'it hangs on what the context holds, or on the length of a long text';
}
