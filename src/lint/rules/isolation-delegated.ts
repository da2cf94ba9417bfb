import { entitlesToSome } from '../../analysis/plan-diff.ts';
import { mayPass } from '../../analysis/usable-tools.ts';
import { toolGlobsOverlap } from '../../engine/resolve/glob-overlap.ts';
import { isToolGlob } from '../../engine/tool-name.ts';
import type { BoundaryEntry } from '../../model/documents.ts';
import type { Place } from '../../model/place.ts';
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
  needs: ['boundaries'],
  check: delegatesAreDeclared,
};

interface Delegated {
  /** A name or glob. */
  readonly tool: string;
  readonly entry: Extract<BoundaryEntry, { readonly kind: 'delegated' }>;
}

/** A delegated argument, and the first rule of a policy that lets its tool pass. */
interface Use {
  readonly delegated: Delegated;
  /** Where the rule names the tool. */
  readonly place: Place;
  readonly rule: string;
}

/**
 * Whatever a boundary leaves to another control is said once, there; every tenant whose rules let the tool pass declares
 * the control in its posture. A tenant that does not is found at its rule, so that a comment that hides the note hides no
 * error.
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
    for (const use of usedBy(policy)) {
      const state = controlState(policy.isolation, use.delegated.entry.to);
      if (state === 'declared') continue;
      missing.add(use.delegated);
      yield undeclared(use, policy.tenantId, state);
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

function undeclared({ delegated, place, rule }: Use, tenant: string, state: ControlState): Report {
  const { tool, entry } = delegated;
  const { path, to } = entry;
  const near = postureControls.includes(to) ? undefined : suggest(to, postureControls);
  return {
    severity: 'error',
    message:
      state === 'denied'
        ? `${path.text} of ${tool} is left to ${to}, which keeps nobody apart by the posture of ${tenant}`
        : `${path.text} of ${tool} is left to ${to}, which the posture of ${tenant} does not declare`,
    label: near === undefined ? `who holds ${path.text}?` : `did the boundary mean ${near}?`,
    help: `${near === undefined ? '' : `write ${near} in the boundary; `}declare what holds it in the tenant's policy or template (\`${postureText(near ?? to)}\`), or bound the argument`,
    place,
    causes: [entry.place.file],
    tenant,
    rule,
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
): (policy: EffectivePolicy) => readonly Use[] {
  const named = new Set(boundaries.flatMap(({ tools }) => tools.map(({ tool }) => tool.value)));
  // Tenants that only fill in a template share its rules.
  const known = new Map<EffectivePolicy['rules'], readonly Use[]>();
  return ({ rules, plan: planName, status }) => {
    const plan = planName === undefined ? undefined : plans?.get(planName);
    if (status === 'suspended' || (plans !== undefined && plan === undefined)) return [];
    const used = known.get(rules) ?? usesIn(rules, delegated, named);
    known.set(rules, used);
    return plan === undefined ? used : used.filter((use) => entitlesToSome(plan, use.delegated.tool));
  };
}

function usesIn(
  rules: EffectivePolicy['rules'],
  delegated: readonly Delegated[],
  named: ReadonlySet<string>,
): readonly Use[] {
  const tools = new Map<string, Omit<Use, 'delegated'>>();
  for (const rule of rules.filter(mayPass)) {
    for (const { value, place } of rule.rule.tools)
      if (!tools.has(value)) tools.set(value, { place, rule: rule.name });
  }
  return delegated.flatMap((each) => {
    const exact = tools.get(each.tool);
    if (exact !== undefined) return [{ delegated: each, ...exact }];
    // An exact entry of the boundaries replaces globs.
    const used = [...tools].find(
      ([tool]) => (isToolGlob(tool) || !named.has(tool)) && toolGlobsOverlap(tool, each.tool),
    );
    return used === undefined ? [] : [{ delegated: each, ...used[1] }];
  });
}
