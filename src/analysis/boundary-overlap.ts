import { boundValue } from '../engine/compile/bind-text.ts';
import { PolicyError } from '../engine/compile/policy-error.ts';
import { referenceText } from '../engine/compile/reference-text.ts';
import { textUses } from '../engine/resolve/text-uses.ts';
import type { Witness } from '../model/finding.ts';
import type { Reference } from '../model/template-text.ts';
import type { EffectivePolicy, EffectiveWorkspace } from '../model/workspace.ts';
import { boundaryCells } from './overlap/boundary-cells.ts';
import { type BoundaryShape, boundaryShapes } from './overlap/boundary-shapes.ts';
import type { Cell } from './overlap/cell.ts';
import {
  type Bounded,
  type CommonCall,
  type CommonCallFinder,
  commonCallFinder,
} from './overlap/common-call.ts';
import { type CellColumn, meetingPairs } from './overlap/meeting-pairs.ts';

/** Two tenants whose boundaries for some tools are not disjoint. */
export interface BoundaryOverlap {
  /** Names and globs of the tools with that boundary, in the order written; at least one. */
  readonly tools: readonly string[];
  /** The first bounded argument, as written. */
  readonly entry: Bounded;
  readonly tenant: string;
  readonly other: string;
  /** Whether the boundary says the same for every tenant, the same for these two, or lets them meet. */
  readonly how: 'every' | 'same' | 'meet';
  /** A call of `tenant` that reaches what is `other`'s too; the engine takes it for both, where it judges it. */
  readonly witness?: Witness;
}

export interface BoundaryOverlaps {
  /** Each tenant at most once for each boundary, with one other that it meets. */
  readonly overlaps: readonly BoundaryOverlap[];
  readonly undecided: readonly { readonly tool: string; readonly why: string }[];
}

/** For one boundary: pairs of tenants looked at, pairs compared that turn out disjoint, and overlaps said. */
const overlapBudget = { pairs: 200_000, compared: 1_000, said: 100 } as const;

const known = new WeakMap<EffectiveWorkspace, BoundaryOverlaps>();

/**
 * The active tenants whose boundaries for a tool, declared or enforced, are not disjoint (`language.md`, "Boundaries").
 * Exact, by automata; but only tenants that no cell of a bounded argument keeps apart are compared. Done once for a
 * workspace.
 */
export function boundaryOverlaps(workspace: EffectiveWorkspace): BoundaryOverlaps {
  const before = known.get(workspace);
  if (before !== undefined) return before;
  const policies = [...workspace.tenants.values()]
    .filter(({ status }) => status === 'active')
    .sort((a, b) => (a.tenantId < b.tenantId ? -1 : 1));
  const find = commonCallFinder(workspace);
  const found =
    policies.length < 2 ? [] : boundaryShapes(workspace).map((shape) => inShape(shape, policies, find));
  const result = {
    overlaps: found.flatMap(({ overlaps }) => overlaps),
    undecided: found.flatMap(({ undecided }) => undecided),
  };
  known.set(workspace, result);
  return result;
}

/** Tenants for whom a boundary says the same, and for each bounded argument its cells. */
interface Group {
  readonly first: EffectivePolicy;
  readonly members: readonly EffectivePolicy[];
  readonly cells: readonly (readonly Cell[])[];
}

function inShape(
  shape: BoundaryShape,
  policies: readonly EffectivePolicy[],
  find: CommonCallFinder,
): BoundaryOverlaps {
  const groups = groupsOf(shape, policies);
  const overlaps = groups.flatMap((group) => withinGroup(shape, group, groups.length === 1, find));
  const meeting = amongGroups(shape, groups, find);
  return { overlaps: [...overlaps, ...meeting.overlaps], undecided: meeting.undecided };
}

function groupsOf({ bounded }: BoundaryShape, policies: readonly EffectivePolicy[]): readonly Group[] {
  const references = new Map<string, Reference>();
  for (const { matcher } of bounded) {
    for (const { text } of textUses(matcher))
      for (const part of text) if (typeof part !== 'string') references.set(referenceText(part), part);
  }
  const groups = new Map<string, EffectivePolicy[]>();
  for (const policy of policies) {
    const key = valuesKey([...references.values()], policy);
    const group = key === undefined ? undefined : groups.get(key);
    if (group !== undefined) group.push(policy);
    else if (key !== undefined) groups.set(key, [policy]);
  }
  return [...groups.values()].flatMap((members) => {
    const [first] = members;
    const cells = first === undefined ? undefined : cellsOf(bounded, first);
    return first === undefined || cells === undefined ? [] : [{ first, members, cells }];
  });
}

function cellsOf(bounded: readonly Bounded[], { bindings }: EffectivePolicy): Group['cells'] | undefined {
  return unlessMissing(() => bounded.map(({ matcher }) => boundaryCells(matcher, bindings)));
}

/** Undefined where a value is missing, which is another rule's finding. */
function valuesKey(references: readonly Reference[], { bindings }: EffectivePolicy): string | undefined {
  return unlessMissing(() => JSON.stringify(references.map((reference) => boundValue(reference, bindings))));
}

function unlessMissing<T>(make: () => T): T | undefined {
  try {
    return make();
  } catch (error) {
    if (error instanceof PolicyError) return undefined;
    throw error;
  }
}

function withinGroup(
  shape: BoundaryShape,
  { first, members }: Group,
  isOnly: boolean,
  find: CommonCallFinder,
): readonly BoundaryOverlap[] {
  const [, second] = members;
  if (second === undefined) return [];
  const found = find(shape.example, shape.bounded, first.tenantId, second.tenantId);
  // Boundaries that are the same are disjoint only where they take nothing at all.
  if (found.found === 'none') return [];
  // Of a boundary that says the same for everybody, everybody is told.
  const told = isOnly ? members : members.slice(1);
  return told.map(({ tenantId }, at) => {
    const other = tenantId === first.tenantId ? second.tenantId : first.tenantId;
    return overlapOf(shape, tenantId, other, isOnly ? 'every' : 'same', at === 0 ? found : undefined);
  });
}

function overlapOf(
  { tools, example, written }: BoundaryShape,
  tenant: string,
  other: string,
  how: BoundaryOverlap['how'],
  found: CommonCall | undefined,
): BoundaryOverlap {
  const [entry] = written;
  if (entry === undefined) throw new Error('a boundary without bounded arguments was compared');
  const witness: Witness | undefined =
    found?.found === 'call' && found.checked
      ? {
          tool: example,
          arguments: found.call.arguments,
          context: { ...found.call.context, tenant_id: tenant },
          kind: 'foreign',
        }
      : undefined;
  return { tools, entry, tenant, other, how, ...(witness === undefined ? {} : { witness }) };
}

function amongGroups(
  shape: BoundaryShape,
  groups: readonly Group[],
  find: CommonCallFinder,
): BoundaryOverlaps {
  const columns = shape.bounded.map((_, at): CellColumn => groups.map(({ cells }) => cells[at] ?? []));
  const overlaps = new Map<number, BoundaryOverlap>();
  const asked = new Set<number>();
  const why = new Set<string>();
  let [looked, disjoint] = [0, 0];
  for (const [a, b] of meetingPairs(columns, groups.length)) {
    looked += 1;
    const budget = passed(looked, disjoint, overlaps.size);
    if (budget !== undefined) {
      why.add(budget);
      break;
    }
    const [left, right] = [groups[a]?.first.tenantId, groups[b]?.first.tenantId];
    if (left === undefined || right === undefined || overlaps.has(b)) continue;
    const pair = a * groups.length + b;
    if (asked.has(pair)) continue;
    asked.add(pair);
    const found = find(shape.example, shape.bounded, left, right);
    if (found.found === 'call') overlaps.set(b, overlapOf(shape, right, left, 'meet', found));
    else disjoint += 1;
    if (found.found === 'undecided') why.add(`whether ${left} and ${right} meet: ${found.why}`);
  }
  const [tool = shape.example] = shape.tools;
  return {
    overlaps: [...overlaps.values()],
    undecided: [...why].slice(0, 10).map((each) => ({ tool, why: each })),
  };
}

/** The budget that is passed, in words. */
function passed(looked: number, disjoint: number, said: number): string | undefined {
  const { pairs, compared, said: most } = overlapBudget;
  if (said >= most) return `${most} tenants meet others; those that are left were not compared`;
  if (looked > pairs) return `more than ${pairs} pairs of tenants would have to be looked at`;
  return disjoint > compared
    ? `more than ${compared} pairs of tenants would have to be compared exactly`
    : undefined;
}
