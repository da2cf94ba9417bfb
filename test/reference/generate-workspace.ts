import { templatesOf, variablesOf } from './effective-policy.ts';
import { type Allowed, generateMatcher } from './generate-matcher.ts';
import { generatePlans } from './generate-plans.ts';
import type {
  PlainAction,
  PlainBaseline,
  PlainBoundaries,
  PlainBoundaryEntry,
  PlainCondition,
  PlainConfig,
  PlainMatcher,
  PlainRule,
  PlainTemplate,
  PlainTenant,
  PlainVariable,
  PlainWorkspace,
} from './plain-documents.ts';
import type { Random } from './random.ts';
import { argumentPaths, contextPaths, planNames, tenantIds, toolGlobs, toolNames } from './vocabulary.ts';

const approval = { channel: 'console', timeout: '60s' };

/** What the documents of one workspace must agree on. */
interface Scheme {
  readonly random: Random;
  /** Every tenant gives every variable, so that boundaries may use them. */
  readonly allGiven: boolean;
}

/** A small workspace that the program must load without a finding. */
export function generateWorkspace(random: Random): PlainWorkspace {
  const scheme: Scheme = { random, allGiven: random.chance(0.5) };
  const templates = generateTemplates(scheme);
  const hasPlans = random.chance(0.6);
  return {
    config: generateConfig(random),
    templates,
    tenants: random.some(tenantIds, 1 + random.below(3)).map((id) => generateTenant(scheme, id, templates)),
    ...(hasPlans && { plans: generatePlans(random) }),
    baseline: random.chance(0.35) ? generateBaselines(random) : [],
    boundaries: random.chance(0.5) ? generateBoundaries(scheme) : [],
  };
}

function generateConfig(random: Random): PlainConfig {
  return {
    ...(random.chance(0.2) && { envelope: { required: ['tenant_id', 'user_id'] } }),
    ...(random.chance(0.4) && { limits: { max_argument_bytes: 32 } }),
  };
}

/** Up to three templates; a later one may extend earlier ones. */
function generateTemplates({ random }: Scheme): PlainTemplate[] {
  const templates: PlainTemplate[] = [];
  for (const name of ['base', 'strict', 'extra'].slice(0, random.below(4))) {
    const extended = random.chance(0.3) ? random.pickAny(templates)?.name : undefined;
    templates.push({
      kind: 'template',
      name,
      ...(extended !== undefined && { extends: extended }),
      ...(random.chance(0.6) && { vars: generateDeclarations(random) }),
      rules: generateRules(random, true, 1 + random.below(2)),
      ...(random.chance(0.25) && { default_action: generateAction(random) }),
    });
  }
  return templates;
}

function generateDeclarations(random: Random): PlainTemplate['vars'] & object {
  const word = random.pick(['a', 'a.b', 'a+']);
  const declared = [
    ['word', { type: 'string', ...(random.chance(0.7) && { default: word }) }],
    ['words', { type: 'list', default: ['ab', 'b.c'] }],
    ['num', { type: 'number', default: random.below(3) }],
  ] as const;
  return Object.fromEntries(random.some(declared, 1 + random.below(3)));
}

function generateTenant(scheme: Scheme, tenantId: string, templates: readonly PlainTemplate[]): PlainTenant {
  const { random } = scheme;
  const names = random.some(templates, random.below(3)).map((template) => template.name);
  const defaults = variablesOf({}, templatesOf(names, templates));
  const given = ['word', 'words', 'num', 'seg', 'dirs'].filter((name) => {
    return scheme.allGiven || !defaults.has(name) || random.chance(0.3);
  });
  return {
    tenant_id: tenantId,
    name: `name of ${tenantId}`,
    ...(random.chance(0.93) && { plan: random.pick(planNames) }),
    ...(random.chance(0.06) && { status: 'suspended' }),
    ...(names.length > 0 && { extends: names.length === 1 ? (names[0] ?? '') : names }),
    ...(given.length > 0 && {
      vars: Object.fromEntries(given.map((name) => [name, generateVariable(random, name)])),
    }),
    ...((names.length === 0 || random.chance(0.85)) && {
      rules: generateRules(random, true, 1 + random.below(4)),
    }),
    ...(random.chance(0.5) && { default_action: generateAction(random) }),
  };
}

function generateVariable(random: Random, name: string): PlainVariable {
  if (name === 'word')
    return random.pick(['a', 'a.b', 'a+', 'ab', 'a|b', '$', '\\', '\u00e9)', 'k', '\\E*', '{']);
  if (name === 'words') return random.pick([['a'], ['a', 'b.c'], ['ab', 'x', '1']]);
  if (name === 'dirs') return random.pick([['/data/a/'], ['/x/', '/data/a']]);
  return name === 'num' ? random.below(3) : random.pick(['x', 'a', 'tenant_a']);
}

function generateAction(random: Random): PlainAction {
  return random.pick(['allow', 'allow', 'deny', 'require_approval']);
}

/** Rules of one document; ids are unique in it and the same few everywhere. `limited` ones may allow and have limits. */
function generateRules(random: Random, limited: boolean, count: number): PlainRule[] {
  const ids = random.some(['r1', 'r2', 'r3', 'r4'], count);
  return Array.from({ length: count }, (_, index) => {
    const id = ids[index];
    const conditions = generateConditions(random, limited);
    const hasAction = conditions.length === 0 || random.chance(0.25);
    const action = limited
      ? generateAction(random)
      : random.pick(['deny', 'require_approval', 'require_approval']);
    return {
      ...(id !== undefined && random.chance(0.4) && { id }),
      tool: generateTools(random),
      ...(limited &&
        random.chance(0.25) && {
          constraints: {
            rate_limit: random.pick(['1/s', '2/second', '3/min', '2/m', '5/hour', '5/h', '9/day']),
          },
        }),
      ...(limited && random.chance(0.2) && { closed_arguments: true }),
      ...(conditions.length > 0 && { conditions }),
      ...(hasAction && { action, ...(action === 'require_approval' && { approval }) }),
    };
  });
}

function generateTools(random: Random): string | string[] {
  if (random.chance(0.6)) return random.pick(toolNames);
  return random.chance(0.5)
    ? random.pick(toolGlobs)
    : random.some([...toolNames, ...toolGlobs], 2 + random.below(2));
}

function generateConditions(random: Random, limited: boolean): PlainCondition[] {
  const allowed: Allowed = { variables: limited, context: true, exists: true };
  return Array.from({ length: random.pick([0, 1, 1, 2, 2, 3]) }, (_, index) => {
    const action = limited
      ? random.pick<PlainAction>(['allow', 'allow', 'allow', 'deny', 'require_approval'])
      : random.pick<PlainAction>(['deny', 'require_approval']);
    const paths = Array.from({ length: random.pick([1, 1, 1, 2]) }, () => generatePath(random));
    return {
      ...(random.chance(0.2) && { id: `c${index}` }),
      match: Object.fromEntries(paths.map((path) => [path, generateMatcher(random, allowed, 2)])),
      action,
      ...(action === 'require_approval' && { approval }),
    };
  });
}

function generatePath(random: Random): string {
  return random.chance(0.85) ? random.pick(argumentPaths) : random.pick(contextPaths);
}

function generateBaselines(random: Random): PlainBaseline[] {
  return Array.from({ length: random.pick([1, 1, 2]) }, () => {
    return { kind: 'baseline', rules: generateRules(random, false, 1 + random.below(2)) };
  });
}

/** One or two documents; a tool stands in one of them only, and there is one glob at most. */
function generateBoundaries({ random, allGiven }: Scheme): PlainBoundaries[] {
  const names = random.some([...toolNames, random.pick(toolGlobs)], 1 + random.below(4));
  const isSplit = names.length > 1 && random.chance(0.2);
  const documents = isSplit ? [names.slice(0, 1), names.slice(1)] : [names];
  return documents.map((tools) => ({
    kind: 'boundaries',
    ...(random.chance(0.15) ? { enforce: false } : random.chance(0.3) && { enforce: true }),
    tools: Object.fromEntries(
      tools.map((tool) => [tool, random.chance(0.15) ? 'none' : generateEntries(random, allGiven)]),
    ),
  }));
}

function generateEntries(random: Random, variables: boolean): { [path: string]: PlainBoundaryEntry } {
  const allowed: Allowed = { variables, context: false, exists: true };
  const paths = Array.from({ length: random.pick([1, 1, 2]) }, () => generatePath(random));
  const entries = paths.map((path): [string, PlainBoundaryEntry] => {
    if (random.chance(0.15)) return [path, 'open'];
    if (random.chance(0.1)) return [path, { delegated: 'storage.row_level_security' }];
    return [path, generateBoundary(random, allowed)];
  });
  return Object.fromEntries([
    ...entries,
    ...(random.chance(0.1) ? [['result.a', { equals: 'a' }] as const] : []),
  ]);
}

function generateBoundary(random: Random, allowed: Allowed): PlainMatcher {
  const own = generateMatcher(random, allowed, 1);
  if (random.chance(0.6)) return own;
  if (random.chance(0.5)) return { any_of: [own, { shared: generateMatcher(random, allowed, 1) }] };
  return { any_of: [{ exists: false }, own] };
}
