import { totalToolCalls } from '../engine/limits/tool-limits.ts';
import type { Plan } from '../model/documents.ts';
import type { Rate } from '../model/rule.ts';
import { areToolNamesWithin } from './tool-names-within.ts';

/** How many calls of one tool, or of each tool of a glob, a plan has room for within a span; the total aside. Infinity without a limit. */
export function toolRoom(plan: Plan, tool: string, spanMs: number): number {
  const limits = plan.limits.filter(
    ({ name }) => name.value !== totalToolCalls && areToolNamesWithin(tool, name.value),
  );
  return Math.min(Infinity, ...limits.map(({ rate }) => callsWithin(rate.value, spanMs)));
}

/** How many calls of all tools together a plan has room for within a span. */
export function totalRoom(plan: Plan, spanMs: number): number {
  const totals = plan.limits.filter(({ name }) => name.value === totalToolCalls);
  return Math.min(Infinity, ...totals.map(({ rate }) => callsWithin(rate.value, spanMs)));
}

/** Bursts at the start of each unit that the span touches. Units divide each other, so several limits agree on them. */
export function callsWithin({ count, unitMs }: Rate, spanMs: number): number {
  return Math.ceil(spanMs / unitMs) * count;
}
