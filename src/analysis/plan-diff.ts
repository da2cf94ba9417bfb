import { totalToolCalls } from '../engine/limits/tool-limits.ts';
import { toolGlobsOverlap } from '../engine/resolve/glob-overlap.ts';
import type { Plan, PlanLimit } from '../model/documents.ts';
import type { Place } from '../model/place.ts';
import { compareLogging } from './compare-logging.ts';
import { compareRates, type Effect, impliesRate } from './compare-rates.ts';
import { areToolNamesWithin } from './tool-names-within.ts';

/** One thing that two plans give differently. `null` where a plan says nothing. */
export interface PlanChange {
  readonly kind: 'limit' | 'tool' | 'logging' | 'retention' | 'approvals';
  /** The limit's or tool's name or glob; else what the plan's key is called. */
  readonly name: string;
  readonly from: string | null;
  readonly to: string | null;
  /** `wider`: more may happen, or less is written down. `changed`: neither contains the other, or nobody can tell. */
  readonly effect: Effect;
  /** Where each plan says it, else the plan itself. */
  readonly where: { readonly from: Place; readonly to: Place };
}

/** What a tenant moved from one plan to the other gets differently, in the order tools, limits, approvals, logging. */
export function diffPlans(from: Plan, to: Plan): readonly PlanChange[] {
  return [
    ...diffTools(from, to),
    ...diffLimits(from, to),
    ...diffApprovals(from, to),
    ...diffLogging(from, to),
  ];
}

/**
 * Whether the change lets something happen that could not before: it is wider, or has room for other calls than it had.
 * Logging that a plan no longer settles, or begins to, lets nothing happen.
 */
export function givesMore({ kind, effect }: { readonly kind: string; readonly effect: Effect }): boolean {
  return effect === 'wider' || (effect === 'changed' && kind !== 'logging' && kind !== 'retention');
}

/** Whether a plan entitles to every tool that a name or glob stands for. */
export function entitlesTo(plan: Plan, tool: string): boolean {
  return plan.tools === undefined || plan.tools.some((entry) => areToolNamesWithin(tool, entry.value));
}

/** Whether a plan entitles to some tool that a name or glob stands for. */
export function entitlesToSome(plan: Plan, tool: string): boolean {
  if (plan.tools === undefined || tool === totalToolCalls) return true;
  return plan.tools.some((entry) => toolGlobsOverlap(tool, entry.value));
}

function diffTools(from: Plan, to: Plan): PlanChange[] {
  const where = { from: from.place, to: to.place };
  const lost = toolEntries(from).filter((entry) => !entitlesTo(to, entry.name));
  const gained = toolEntries(to).filter((entry) => !entitlesTo(from, entry.name));
  return [
    ...lost.map(({ name, place }): PlanChange => {
      return {
        kind: 'tool',
        name,
        from: 'entitled',
        to: entitlementOf(to, name),
        effect: 'narrower',
        where: { ...where, from: place },
      };
    }),
    ...gained.map(({ name, place }): PlanChange => {
      return {
        kind: 'tool',
        name,
        from: entitlementOf(from, name),
        to: 'entitled',
        effect: 'wider',
        where: { ...where, to: place },
      };
    }),
  ];
}

/** A glob may be entitled in part, by entries that are narrower than it. */
function entitlementOf(plan: Plan, glob: string): string {
  const part = toolEntries(plan).filter((entry) => areToolNamesWithin(entry.name, glob));
  if (part.length === 0) return 'not entitled';
  return `only ${part.map((entry) => entry.name).join(', ')}`;
}

function toolEntries(plan: Plan): readonly { readonly name: string; readonly place: Place }[] {
  if (plan.tools === undefined) return [{ name: '**', place: plan.place }];
  return plan.tools.map(({ value, place }) => ({ name: value, place }));
}

function diffLimits(from: Plan, to: Plan): PlanChange[] {
  const names = new Set([...from.limits, ...to.limits].map((limit) => limit.name.value));
  return [...names].flatMap((name): PlanChange[] => {
    const before = limitNamed(from, name);
    const after = limitNamed(to, name);
    const effect = limitEffect(from, to, before, after);
    if (effect === undefined) return [];
    return [
      {
        kind: 'limit',
        name,
        from: before?.rate.value.text ?? null,
        to: after?.rate.value.text ?? null,
        effect,
        where: { from: before?.rate.place ?? from.place, to: after?.rate.place ?? to.place },
      },
    ];
  });
}

function limitNamed(plan: Plan, name: string): PlanLimit | undefined {
  return plan.limits.find((limit) => limit.name.value === name);
}

/**
 * A limit that goes away or comes changes nothing where other limits of the plan already hold its calls to it. Where a
 * plan does not entitle to the tools at all, it has room for none of their calls, whatever limit it gives.
 */
function limitEffect(from: Plan, to: Plan, before?: PlanLimit, after?: PlanLimit): Effect | undefined {
  const name = (before ?? after)?.name.value ?? totalToolCalls;
  const [had, has] = [entitlesToSome(from, name), entitlesToSome(to, name)];
  if (!had || !has) return had === has ? undefined : has ? 'wider' : 'narrower';
  if (before !== undefined && after !== undefined) return compareRates(before.rate.value, after.rate.value);
  if (before !== undefined) return isLimitImplied(to, before) ? undefined : 'wider';
  return after === undefined || isLimitImplied(from, after) ? undefined : 'narrower';
}

function isLimitImplied(plan: Plan, limit: PlanLimit): boolean {
  return plan.limits.some(
    (other) =>
      coversName(other.name.value, limit.name.value) && impliesRate(other.rate.value, limit.rate.value),
  );
}

/** Whether calls that a limit counts are all counted by the other too. The total counts every tool's. */
function coversName(outer: string, inner: string): boolean {
  if (outer === totalToolCalls || inner === totalToolCalls) return outer === totalToolCalls;
  return areToolNamesWithin(inner, outer);
}

function diffApprovals(from: Plan, to: Plan): PlanChange[] {
  if (from.approvalsRequired === to.approvalsRequired) return [];
  const word = (plan: Plan): string => (plan.approvalsRequired ? 'required' : 'as the policy says');
  return [
    {
      kind: 'approvals',
      name: 'approvals',
      from: word(from),
      to: word(to),
      effect: from.approvalsRequired ? 'wider' : 'narrower',
      where: { from: from.place, to: to.place },
    },
  ];
}

function diffLogging(from: Plan, to: Plan): PlanChange[] {
  const before = from.logging ?? {};
  const after = to.logging ?? {};
  const where = { from: from.place, to: to.place };
  // What a plan leaves open, the tenant's policy or the runtime decides.
  const { level, retention: kept } = compareLogging(before, after);
  const changes: PlanChange[] = [];
  if (level !== undefined) {
    changes.push({
      kind: 'logging',
      name: 'level',
      from: before.level ?? null,
      to: after.level ?? null,
      effect: level,
      where,
    });
  }
  if (kept !== undefined) {
    const words = { from: before.retentionText ?? null, to: after.retentionText ?? null };
    changes.push({ kind: 'retention', name: 'retention', ...words, effect: kept, where });
  }
  return changes;
}
