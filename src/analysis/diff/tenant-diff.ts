import type { TenantSide } from '../decision-change.ts';
import { approvalChanges } from './approval-changes.ts';
import { baselineChanges } from './baseline-changes.ts';
import { boundaryChanges } from './boundary-changes.ts';
import { closedChanges } from './closed-changes.ts';
import { decisionChanges } from './decision-changes.ts';
import type { DiffTools, DraftChange, Found } from './draft-change.ts';
import { limitChanges } from './limit-changes.ts';
import { loggingChanges } from './logging-changes.ts';
import { movedChanges } from './moved-changes.ts';

/** The tools that two versions are compared by, and the names and globs that these stand for. */
export interface ToolSelection {
  readonly tools: readonly string[];
  readonly named: readonly string[];
  /** Whether the tools stand for all that were named. */
  readonly complete: boolean;
}

/** All that changes for a tenant that both versions have. */
export function tenantChanges(
  before: TenantSide,
  after: TenantSide,
  { tools, named, complete }: ToolSelection,
  shared: DiffTools,
): Found {
  const status = statusChange(before, after);
  if (status !== undefined) return { changes: [status], undecided: [] };
  if (after.policy.status === 'suspended') return { changes: [], undecided: [] };
  const { contents } = shared;
  const decisions = decisionChanges(before, after, tools, named, shared);
  const boundaries = boundaryChanges(before, after, tools, named, shared);
  const baseline = baselineChanges(before, after, shared);
  const moved = movedChanges(before, after, tools, named, contents);
  return {
    changes: [
      ...decisions.changes,
      ...closedChanges(before, after, contents).filter((change) => !isShown(change, decisions.changes)),
      ...boundaries.changes,
      ...baseline.changes,
      ...approvalChanges(before, after, contents),
      ...limitChanges(before, after, contents),
      ...moved.changes,
      ...loggingChanges(before, after),
    ],
    undecided: [
      ...(complete ? [] : ['the versions name more tools than can be compared']),
      ...decisions.undecided,
      ...boundaries.undecided,
      ...baseline.undecided,
      ...moved.undecided,
    ],
  };
}

/** A tenant that only one version has. One that is suspended can do as little as one that is not there. */
export function presenceChange(side: TenantSide, presence: 'added' | 'removed'): Found {
  const { status, place } = side.policy;
  if (status === 'suspended') return { changes: [], undecided: [] };
  const isAdded = presence === 'added';
  const change: DraftChange = {
    kind: 'decision',
    from: isAdded ? null : status,
    to: isAdded ? status : null,
    effect: isAdded ? 'wider' : 'narrower',
    proof: 'exact',
    where: { from: isAdded ? null : place, to: isAdded ? place : null },
    identity: [presence],
  };
  return { changes: [change], undecided: [] };
}

function statusChange(before: TenantSide, after: TenantSide): DraftChange | undefined {
  const [from, to] = [before.policy.status, after.policy.status];
  if (from === to) return undefined;
  return {
    kind: 'decision',
    from,
    to,
    effect: to === 'active' ? 'wider' : 'narrower',
    proof: 'exact',
    where: { from: before.policy.place, to: after.policy.place },
    identity: ['status'],
  };
}

/** Whether calls that show the change were found: then it is told by them. */
function isShown(change: DraftChange, decisions: readonly DraftChange[]): boolean {
  const tools = (change.tool ?? '').split(', ');
  return decisions.some(({ tool = '', from, to }) => {
    return tools.includes(tool) && [from, to].some((side) => side === 'deny (argument_unexpected)');
  });
}
