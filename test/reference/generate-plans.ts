import type { PlainPlan, PlainPlans } from './plain-documents.ts';
import type { Random } from './random.ts';
import { planNames, toolGlobs, toolNames } from './vocabulary.ts';

/** A plans document with every plan that tenants name, in either form. */
export function generatePlans(random: Random): PlainPlans {
  if (random.chance(0.4)) {
    return { rate_limits: Object.fromEntries(planNames.map((name) => [name, generateLimits(random)])) };
  }
  return { plans: Object.fromEntries(planNames.map((name, rank) => [name, generatePlan(random, rank)])) };
}

function generatePlan(random: Random, rank: number): PlainPlan {
  return {
    ...(random.chance(0.5) && { rank }),
    ...(random.chance(0.8) && { rate_limits: generateLimits(random) }),
    ...(random.chance(0.5) && {
      tools: random.chance(0.4) ? ['**'] : random.some([...toolNames, ...toolGlobs], 6),
    }),
    ...(random.chance(0.3) && { approvals: 'required' }),
  };
}

function generateLimits(random: Random): { [tool: string]: string } {
  const names = [...random.some([...toolNames, ...toolGlobs], random.below(3)), 'total_tool_calls'];
  const rates = ['2/s', '3/s', '3/minute', '20/hour', '100/h', '1000/d'] as const;
  return Object.fromEntries(names.map((name) => [name, random.pick(rates)]));
}
