import type {
  PlainAction,
  PlainBaseline,
  PlainBoundaries,
  PlainBoundaryEntry,
  PlainCondition,
  PlainMatcher,
  PlainRule,
} from '../../reference/plain-documents.ts';
import type { Random } from '../../reference/random.ts';
import { generateMatcher } from './generate-matcher.ts';
import { subjectTool } from './search-case.ts';

const approval = { channel: 'console', timeout: '60s' };

export const allPaths = [
  'arguments.a',
  'arguments.a',
  'arguments.a',
  'arguments.b',
  'arguments.a[*]',
  'arguments.a[*].x',
  'arguments.a.x',
  'arguments["odd key"]',
  'context.user_id',
  'context.tenant_id',
] as const;

/** One to four rules, nearly all of which cover the tool; over the given paths. */
export function generateRules(random: Random, paths: readonly string[]): PlainRule[] {
  return Array.from({ length: random.pick([1, 1, 1, 2, 2, 3, 4]) }, (_, index) => {
    const conditions = generateConditions(random, paths, [
      'allow',
      'allow',
      'allow',
      'deny',
      'require_approval',
    ]);
    const hasAction = conditions.length === 0 || random.chance(0.2);
    const action = random.pick<PlainAction>(['allow', 'deny', 'deny', 'require_approval']);
    return {
      ...(random.chance(0.3) && { id: `r${index}` }),
      tool: random.pick([subjectTool, subjectTool, subjectTool, '*', 't*', '**', [subjectTool, 'u'], 'u']),
      ...(random.chance(0.05) && { constraints: { rate_limit: '1/hour' } }),
      ...(random.chance(0.12) && { closed_arguments: true }),
      ...(conditions.length > 0 && { conditions }),
      ...(hasAction && { action, ...(action === 'require_approval' && { approval }) }),
    };
  });
}

/** Now and then a condition stands twice: the second is unreachable. */
function generateConditions(
  random: Random,
  paths: readonly string[],
  actions: readonly PlainAction[],
): PlainCondition[] {
  const conditions: PlainCondition[] = [];
  const count = random.pick([0, 1, 1, 2, 2, 3]);
  while (conditions.length < count) {
    const again = random.chance(0.06) ? random.pickAny(conditions) : undefined;
    conditions.push(again ?? generateCondition(random, paths, random.pick(actions)));
  }
  return conditions;
}

function generateCondition(random: Random, paths: readonly string[], action: PlainAction): PlainCondition {
  const named = random.chance(0.75) ? [random.pick(paths)] : random.some(paths, 2);
  const match = named.map((path): [string, PlainMatcher] => {
    return [path, generateMatcher(random, { context: path !== 'context.user_id', exists: true }, 2)];
  });
  return {
    match: Object.fromEntries(match),
    action,
    ...(action === 'require_approval' && { approval }),
  };
}

/** Denies and approvals for every tenant. */
export function generateBaseline(random: Random, paths: readonly string[]): PlainBaseline {
  const rules = Array.from({ length: random.pick([1, 1, 2]) }, (): PlainRule => {
    const conditions = generateConditions(random, paths, ['deny', 'require_approval']);
    const action = random.pick<PlainAction>(['deny', 'require_approval', 'require_approval']);
    return {
      tool: random.pick([subjectTool, subjectTool, '*', 'u']),
      ...(conditions.length > 0 && { conditions }),
      ...(conditions.length === 0 && { action, ...(action === 'require_approval' && { approval }) }),
    };
  });
  return { kind: 'baseline', rules };
}

/** The tool's boundaries; half of them under a glob that an exact entry of a second document may replace. */
export function generateBoundaries(random: Random, paths: readonly string[]): PlainBoundaries[] {
  const enforce = random.chance(0.35) ? { enforce: false } : {};
  const own = (tool: string): PlainBoundaries => ({
    kind: 'boundaries',
    ...enforce,
    tools: { [tool]: generateEntries(random, paths) },
  });
  if (random.chance(0.7)) return [own(subjectTool)];
  return random.chance(0.6) ? [own(random.pick(['t*', '*', '**']))] : [own('t*'), own(subjectTool)];
}

function generateEntries(random: Random, paths: readonly string[]): { [path: string]: PlainBoundaryEntry } {
  const named = random.some(paths, random.pick([1, 1, 1, 2, 3]));
  return Object.fromEntries([
    ...named.map((path): [string, PlainBoundaryEntry] => [path, generateEntry(random)]),
    ...(random.chance(0.05) ? [['result.a', { equals: 'a' }] as const] : []),
  ]);
}

function generateEntry(random: Random): PlainBoundaryEntry {
  if (random.chance(0.06)) return 'open';
  if (random.chance(0.06)) return { delegated: 'storage.row_level_security' };
  const own = generateBoundaryMatcher(random);
  if (random.chance(0.65)) return own;
  if (random.chance(0.4)) return { any_of: [own, { shared: generateBoundaryMatcher(random) }] };
  return random.chance(0.7) ? { any_of: [{ exists: false }, own] } : { exists: false };
}

function generateBoundaryMatcher(random: Random): PlainMatcher {
  if (random.chance(0.35)) {
    return random.pick([
      { path_within: '/${tenant.id}/' },
      { key_within: '${tenant.id}/' },
      { equals: '${tenant.id}' },
      { regex: { pattern: '^${tenant.id}' } },
      { regex: { pattern: '^/${tenant.id}/' } },
    ]);
  }
  const matcher = generateMatcher(random, { context: false, exists: true }, 1);
  // A word alone is refused as a boundary, for it could be a mistyped `open`.
  return typeof matcher === 'string' ? { regex: { pattern: matcher } } : matcher;
}
