import { entitlesToSome } from '../../analysis/plan-diff.ts';
import { mayPass } from '../../analysis/usable-tools.ts';
import { toolGlobsOverlap } from '../../engine/resolve/glob-overlap.ts';
import { isToolGlob } from '../../engine/tool-name.ts';
import type { BoundaryEntry } from '../../model/documents.ts';
import type { EffectivePolicy, EffectiveWorkspace } from '../../model/workspace.ts';
import { suggest } from '../../text/suggest.ts';
import { control } from '../control.ts';
import { type ControlState, controlState, postureControls } from '../posture-control.ts';
import type { LintContext, LintRule, Report } from '../rule.ts';

export const isolationDelegated: LintRule = {
  code: 'isolation/delegated',
  level: 'note',
  kind: 'S',
  edition: 1,
  finds:
    'an argument that is left to another control; an error where the posture of a tenant does not declare that control',
  help: 'see to it that the control stands for every tenant; the proof does not cover it',
  controls: [
    control('nist-800-53', 'AC-4'),
    control('nist-800-53', 'SC-7'),
    control('soc2', 'CC6.1'),
    control('csa-aicm', 'AIS-11'),
  ],
  check: delegatesAreDeclared,
};

interface Delegated {
  /** A name or glob. */
  readonly tool: string;
  readonly entry: Extract<BoundaryEntry, { readonly kind: 'delegated' }>;
}

/**
 * Whatever a boundary leaves to another control is said once; every tenant whose rules let the tool pass declares the
 * control in its posture.
 */
function* delegatesAreDeclared({ workspace }: LintContext): Iterable<Report> {
  const delegated = workspace.boundaries.flatMap(({ tools }) =>
    tools.flatMap(({ tool, entries }) =>
      entries.flatMap((entry) => (entry.kind === 'delegated' ? [{ tool: tool.value, entry }] : [])),
    ),
  );
  if (delegated.length === 0) return;
  const missing = new Set<Delegated>();
  const usedBy = usesOf(delegated, workspace);
  for (const policy of workspace.tenants.values()) {
    for (const each of usedBy(policy)) {
      const state = controlState(policy.isolation, each.entry.to);
      if (state === 'declared') continue;
      missing.add(each);
      yield undeclared(each, policy.tenantId, state);
    }
  }
  for (const each of delegated) {
    if (missing.has(each)) continue;
    const { tool, entry } = each;
    yield {
      message: `${entry.path.text} of ${tool} is left to ${entry.to}: no proof covers it`,
      label: `held by ${entry.to}`,
      place: entry.place,
      tool,
    };
  }
}

function undeclared({ tool, entry }: Delegated, tenant: string, state: ControlState): Report {
  const { path, to, place } = entry;
  const near = postureControls.includes(to) ? undefined : suggest(to, postureControls);
  return {
    severity: 'error',
    message:
      state === 'denied'
        ? `${path.text} of ${tool} is left to ${to}, which keeps nobody apart by the posture of ${tenant}`
        : `${path.text} of ${tool} is left to ${to}, which the posture of ${tenant} does not declare`,
    label: near === undefined ? 'who holds it?' : `did you mean ${near}?`,
    help: `${near === undefined ? '' : `write ${near}; `}declare what holds it in the tenant's policy or template (\`${postureText(near ?? to)}\`), or bound the argument`,
    place,
    tenant,
    tool,
  };
}

/** How the posture declares a control, as one would write it. */
function postureText(to: string): string {
  const keys = to.replace(/^isolation\./, '').split('.');
  const value = to.endsWith('row_level_security') || to.endsWith('redaction') ? 'true' : '...';
  return keys.reduceRight((inner, key) => `{ ${key}: ${inner} }`, value).replace(/^/, 'isolation: ');
}

/** Tells which of the delegated arguments belong to tools that a tenant's rules can let pass. */
function usesOf(
  delegated: readonly Delegated[],
  { plans, boundaries }: EffectiveWorkspace,
): (policy: EffectivePolicy) => readonly Delegated[] {
  const named = new Set(boundaries.flatMap(({ tools }) => tools.map(({ tool }) => tool.value)));
  // Tenants that only fill in a template share its rules.
  const known = new Map<EffectivePolicy['rules'], readonly Delegated[]>();
  return ({ rules, plan: planName, status }) => {
    const plan = planName === undefined ? undefined : plans?.get(planName);
    if (status === 'suspended' || (plans !== undefined && plan === undefined)) return [];
    const used = known.get(rules) ?? usedBy(rules, delegated, named);
    known.set(rules, used);
    return plan === undefined ? used : used.filter(({ tool }) => entitlesToSome(plan, tool));
  };
}

function usedBy(
  rules: EffectivePolicy['rules'],
  delegated: readonly Delegated[],
  named: ReadonlySet<string>,
): readonly Delegated[] {
  const tools = new Set(rules.filter(mayPass).flatMap(({ rule }) => rule.tools.map(({ value }) => value)));
  return delegated.filter(({ tool }) => {
    if (tools.has(tool)) return true;
    // An exact entry of the boundaries replaces globs.
    return [...tools].some((used) => (isToolGlob(used) || !named.has(used)) && toolGlobsOverlap(used, tool));
  });
}
