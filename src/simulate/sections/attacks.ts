import { boundaryEntriesFor } from '../../engine/compile/boundary-entries.ts';
import type { Engine } from '../../engine/engine.ts';
import type { SqlParser } from '../../engine/sql/sql-parser.ts';
import type { Decision } from '../../model/decision.ts';
import type { BoundaryEntry } from '../../model/documents.ts';
import type { JsonObject } from '../../model/json.ts';
import { UnjudgeableArguments } from '../../model/json.ts';
import type { EffectiveWorkspace } from '../../model/workspace.ts';
import { canonicalJson } from '../../text/canonical-json.ts';
import { isObject } from '../attacks/argument-place.ts';
import { attackTargets, type BoundedArgument } from '../attacks/attack-targets.ts';
import { type AttacksResult, byFamily, type ReportFamily } from '../attacks/attacks-result.ts';
import { parentShape } from '../attacks/parent-shape.ts';
import { createReportedAttacks, type ReachedBy, type ReportedAttacks } from '../attacks/reported-attacks.ts';
import { marksOf, strangersIn } from '../attacks/strangers.ts';
import { createToolTally, type ToolTally } from '../attacks/tool-tally.ts';
import { attackCalls } from '../attacks/try-attacks.ts';
import { type BoundaryJudge, createBoundaryJudge } from '../boundary-judge.ts';
import type { ArgumentsShown } from '../call-record.ts';
import type { JudgedCall } from '../judged-call.ts';
import type { Section } from '../section.ts';

export interface AttackOptions {
  readonly workspace: EffectiveWorkspace;
  /** Decides what `workspace` says. */
  readonly engine: Engine;
  readonly sql?: SqlParser;
  readonly shown: ArgumentsShown;
}

/** Most calls of a tenant that variants are made of, and most of its calls of one tool. */
const mostParents = 100;
const mostShapes = 4;
/** Code units of arguments as JSON. */
const mostLength = 8192;
/** Tools whose boundaries are remembered; names come from recordings. */
const mostTools = 1000;

/**
 * Makes variants of allowed calls that try to leave their tenant, one call of each shape, and asks the rules alone: no
 * boundary, no limit. What they allow or hold, and the tenant's boundary does not take, is reported; so is a recorded call
 * that is such itself. Nothing is random.
 */
export function createAttacks(options: AttackOptions): Section<{ readonly attacks: AttacksResult }> {
  const { workspace, sql, shown } = options;
  const judge = createBoundaryJudge(workspace, sql, ({ entries }) => entries.filter(isBounded));
  const strangersOf = strangersIn(workspace);
  const reachedBy: ReachedBy = (tenant, tool, args) => {
    const bindings = workspace.tenants.get(tenant)?.bindings;
    const others = bindings === undefined ? [] : strangersOf(bindings);
    return others.find((other) => judge.isWithin(other.bindings.tenantId, tool, args))?.bindings.tenantId;
  };
  const running: Running = {
    ...options,
    judge,
    entriesOf: boundedArguments(workspace),
    strangersOf,
    tenants: new Map(),
    reported: createReportedAttacks(shown, reachedBy),
    tools: createToolTally(),
    families: byFamily(() => ({ tried: 0, allowed: 0 })),
    leftOut: { alike: 0, past: 0, large: 0, arguments: 0 },
    counts: { parents: 0, variants: 0 },
  };
  return {
    see: (judged) => seeCall(running, judged),
    result: () => ({
      attacks: {
        ...running.counts,
        reportedTotal: running.reported.total(),
        reported: running.reported.groups(),
        elsewhere: running.reported.elsewhere(),
        families: byFamily((family) => ({ ...running.families[family] })),
        tools: running.tools.tools(),
        otherTools: running.tools.otherTools(),
        leftOut: { ...running.leftOut },
      },
    }),
  };
}

interface Running extends AttackOptions {
  readonly judge: BoundaryJudge;
  readonly entriesOf: (tool: string) => readonly BoundedArgument[];
  readonly strangersOf: ReturnType<typeof strangersIn>;
  readonly tenants: Map<string, TenantParents>;
  readonly reported: ReportedAttacks;
  readonly tools: ToolTally;
  readonly families: { readonly [family in ReportFamily]: { tried: number; allowed: number } };
  readonly leftOut: { alike: number; past: number; large: number; arguments: number };
  readonly counts: { parents: number; variants: number };
}

/** Kept for every tenant of a recording, so it holds no more than it must. */
interface TenantParents {
  /** Of its parents, by tool. */
  readonly shapes: Map<string, Set<string>>;
  parents: number;
}

const alone = { without: { boundaries: true, limits: true } } as const;

function seeCall(running: Running, judged: JudgedCall): void {
  const { tenant, call, decision } = judged;
  if (tenant === undefined || call.arguments instanceof UnjudgeableArguments) return;
  // What rules deny needs no boundary to stop it.
  if (decision.action === 'deny' && decision.code !== 'boundary') return;
  if (!isObject(call.arguments)) return;
  if (running.entriesOf(call.tool).length === 0) {
    if (decision.action === 'allow') running.tools.add(call.tool, { unbounded: 1 });
    return;
  }
  const byRules = decision.code === 'boundary' ? decideAlone(running, judged, call.arguments) : decision;
  if (byRules.action === 'deny') return;
  const isReported = tryCall(running, tenant, judged, 'as-recorded', call.arguments, byRules);
  if (isReported) running.reported.add(tenant, judged, byRules);
  else if (decision.action === 'allow') seeParent(running, tenant, judged, call.arguments);
}

function seeParent(running: Running, tenant: string, judged: JudgedCall, args: JsonObject): void {
  const { tool } = judged.call;
  const { leftOut, tools, counts, reported } = running;
  const bindings = running.workspace.tenants.get(tenant)?.bindings;
  // A tenant without a policy is allowed nothing.
  if (bindings === undefined) return;
  if (canonicalJson(args).length > mostLength) {
    leftOut.large += 1;
    return;
  }
  const marks = marksOf(bindings);
  const taking = takeShape(parentsOf(running, tenant), tool, parentShape(args, marks));
  if (taking !== 'taken') {
    leftOut[taking] += 1;
    return;
  }
  counts.parents += 1;
  tools.add(tool, { parents: 1 });
  const entries = running.entriesOf(tool);
  const targets = attackTargets(tool, args, entries, { marks, strangers: running.strangersOf(bindings) });
  leftOut.arguments += entries.length - targets.length;
  for (const attack of attackCalls(args, targets)) {
    counts.variants += 1;
    tools.add(tool, { variants: 1 });
    const decision = decideAlone(running, judged, attack.arguments);
    if (tryCall(running, tenant, judged, attack.family, attack.arguments, decision))
      reported.add(tenant, judged, decision, attack);
  }
}

/** Counts a call that was decided; true where it is to be reported. */
function tryCall(
  running: Running,
  tenant: string,
  { call: { tool } }: JudgedCall,
  family: ReportFamily,
  args: JsonObject,
  decision: Decision,
): boolean {
  const counts = running.families[family];
  counts.tried += 1;
  if (decision.action === 'deny' || running.judge.isWithin(tenant, tool, args)) return false;
  counts.allowed += 1;
  running.tools.add(tool, { allowed: 1 });
  return true;
}

function decideAlone(
  { engine }: Running,
  { call: { tool }, context }: JudgedCall,
  args: JsonObject,
): Decision {
  return engine.decide({ tool, arguments: args, context }, alone);
}

function parentsOf({ tenants }: Running, tenant: string): TenantParents {
  const known = tenants.get(tenant) ?? { shapes: new Map(), parents: 0 };
  tenants.set(tenant, known);
  return known;
}

function takeShape(own: TenantParents, tool: string, shape: string): 'taken' | 'alike' | 'past' {
  const shapes = own.shapes.get(tool) ?? new Set();
  if (shapes.has(shape)) return 'alike';
  if (shapes.size >= mostShapes || own.parents >= mostParents) return 'past';
  own.shapes.set(tool, shapes.add(shape));
  own.parents += 1;
  return 'taken';
}

function boundedArguments({ boundaries }: EffectiveWorkspace): (tool: string) => readonly BoundedArgument[] {
  const known = new Map<string, readonly BoundedArgument[]>();
  return (tool) => {
    const entries = known.get(tool) ?? boundaryEntriesFor(boundaries, tool).filter(isBounded);
    if (known.size < mostTools) known.set(tool, entries);
    return entries;
  };
}

function isBounded(entry: BoundaryEntry): entry is BoundedArgument {
  return entry.kind === 'matcher' && entry.path.root === 'arguments';
}
