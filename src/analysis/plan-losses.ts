import { totalToolCalls } from '../engine/limits/tool-limits.ts';
import { isToolGlob, matchesToolName } from '../engine/tool-name.ts';
import type { Plan, PlanLimit } from '../model/documents.ts';
import { callsWithin } from './plan-room.ts';
import { toolRepresentatives } from './tool-representatives.ts';

/** What a tenant of the lower plan has and one of the higher plan has not. */
export type PlanLoss = {
  readonly lower: Plan;
  readonly higher: Plan;
} /** A tool of an entry of the lower plan, `**` where it entitles to all. */ & (
  | { readonly kind: 'tool'; readonly entry: string; readonly tool: string }
  /** `limit` of the higher plan refuses a call of the tool, or of any for the total; the lower has room for `room`. */
  | { readonly kind: 'limit'; readonly limit: PlanLimit; readonly tool: string; readonly room: number }
  /** There are too many globs to compare all that they tell apart. */
  | { readonly kind: 'undecided' }
);

/**
 * What higher plans (by rank) give less of, each thing once. Every plan is held against those of the rank below: what
 * no step loses, no two steps lose.
 */
export function planLosses(plans: Iterable<Plan>): readonly PlanLoss[] {
  const ranks = new Map<number, Plan[]>();
  for (const plan of plans) ranks.set(plan.rank, [...(ranks.get(plan.rank) ?? []), plan]);
  const groups = [...ranks].sort(([a], [b]) => a - b).map(([, group]) => group);
  return groups.slice(1).flatMap((group, index) =>
    group.flatMap((higher) => {
      const losses = (groups[index] ?? []).flatMap((lower) => [...lossesBetween(lower, higher)]);
      return [...new Map(losses.map((loss) => [identity(loss), loss])).values()];
    }),
  );
}

function identity(loss: PlanLoss): string {
  if (loss.kind === 'undecided') return 'undecided';
  return `${loss.kind} ${loss.kind === 'tool' ? loss.tool : loss.limit.name.value}`;
}

function* lossesBetween(lower: Plan, higher: Plan): Generator<PlanLoss> {
  const entries = [lower, higher].flatMap((plan) => [
    ...(plan.tools ?? []).map(({ value }) => value),
    ...plan.limits.map(({ name }) => name.value).filter((name) => name !== totalToolCalls),
  ]);
  const { tools: names, complete } = toolRepresentatives(entries, { rest: true });
  const named = new Set(entries.filter((entry) => !isToolGlob(entry)));
  const had = names.filter((name) => isEntitled(lower, name));
  const lost = new Map<string, string>();
  for (const name of had) if (!isEntitled(higher, name)) lost.set(entryOf(lower, name), name);
  for (const [entry, tool] of lost) yield { kind: 'tool', lower, higher, entry, tool };
  const kept = had.filter((name) => isEntitled(higher, name));
  for (const limit of higher.limits) {
    const total = limit.name.value === totalToolCalls;
    const counted = total ? kept : kept.filter((name) => matchesToolName(limit.name.value, name));
    const [tool, room] = total ? totalRoom(lower, counted, named, limit) : mostRoom(lower, counted, limit);
    if (tool !== undefined && room > limit.rate.value.count)
      yield { kind: 'limit', lower, higher, limit, tool, room };
  }
  if (!complete) yield { kind: 'undecided', lower, higher };
}

function isEntitled({ tools }: Plan, name: string): boolean {
  return tools === undefined || tools.some(({ value }) => matchesToolName(value, name));
}

function entryOf({ tools }: Plan, name: string): string {
  return tools?.find(({ value }) => matchesToolName(value, name))?.value ?? '**';
}

type Room = readonly [tool: string | undefined, room: number];

/** The tool of which a plan has room for the most calls within one span of the limit. */
function mostRoom(plan: Plan, tools: readonly string[], { rate }: PlanLimit): Room {
  let most: Room = [undefined, 0];
  for (const tool of tools) {
    const room = roomFor(plan, tool, rate.value.unitMs);
    if (room > most[1]) most = [tool, room];
  }
  return most;
}

/** How many calls of all tools together a plan has room for within one span of the limit, and a tool of them. */
function totalRoom(
  plan: Plan,
  tools: readonly string[],
  named: ReadonlySet<string>,
  { rate }: PlanLimit,
): Room {
  const span = rate.value.unitMs;
  // A name that stands for others stands for as many as one likes.
  const together = tools.reduce(
    (sum, tool) => sum + (named.has(tool) ? roomFor(plan, tool, span) : Infinity),
    0,
  );
  const totals = plan.limits.filter(({ name }) => name.value === totalToolCalls);
  const room = Math.min(together, ...totals.map((limit) => callsWithin(limit.rate.value, span)));
  return [tools.includes(totalToolCalls) ? totalToolCalls : tools[0], room];
}

function roomFor(plan: Plan, tool: string, spanMs: number): number {
  const limits = plan.limits.filter(
    ({ name }) => name.value === totalToolCalls || matchesToolName(name.value, tool),
  );
  return Math.min(Infinity, ...limits.map((limit) => callsWithin(limit.rate.value, spanMs)));
}
