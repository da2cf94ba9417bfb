import type {
  PlainAction,
  PlainPlans,
  PlainTenant,
  PlainWorkspace,
} from '../../reference/plain-documents.ts';
import { type Random, randomFrom } from '../../reference/random.ts';
import { changeWorkspace } from './change-workspace.ts';
import { allPaths, generateBaseline, generateBoundaries, generateRules } from './generate-documents.ts';
import { otherTenant, type SearchCase, subjectTenant } from './search-case.ts';

/** The case of that number; the same on every machine. */
export function generateCase(seed: number): SearchCase {
  const random = randomFrom(Math.imul(seed + 1, 0x9e3779b1));
  const paths = [
    ...new Set(Array.from({ length: random.pick([1, 1, 2, 2, 3]) }, () => random.pick(allPaths))),
  ];
  const before = generateWorkspace(random, paths);
  return { seed, before, ...changeWorkspace(before, paths, random) };
}

function generateWorkspace(random: Random, paths: readonly string[]): PlainWorkspace {
  const hasPlans = random.chance(0.2);
  const plan = hasPlans ? { plan: 'free' } : {};
  const tenant: PlainTenant = {
    tenant_id: subjectTenant,
    ...plan,
    ...(random.chance(0.01) && { status: 'suspended' }),
    rules: generateRules(random, paths),
    ...(random.chance(0.3) && {
      default_action: random.pick<PlainAction>(['allow', 'deny', 'require_approval']),
    }),
  };
  return {
    config: {
      ...(random.chance(0.08) && { envelope: { required: ['tenant_id', 'user_id'] } }),
      limits: { max_argument_bytes: random.pick([3, 6, 24, 24]) },
    },
    templates: [],
    tenants: [tenant, { tenant_id: otherTenant, ...plan }],
    ...(hasPlans && { plans: generatePlans(random) }),
    baseline: random.chance(0.25) ? [generateBaseline(random, paths)] : [],
    boundaries: random.chance(0.9) ? generateBoundaries(random, paths) : [],
  };
}

function generatePlans(random: Random): PlainPlans {
  return {
    plans: {
      free: {
        ...(random.chance(0.3) && { tools: random.pick([['t*'], ['**'], ['t', 'u'], ['u']]) }),
        ...(random.chance(0.6) && { approvals: 'required' }),
      },
    },
  };
}
