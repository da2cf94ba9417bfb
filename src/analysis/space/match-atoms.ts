import type { Place } from '../../model/place.ts';
import type { PathMatch } from '../../model/rule.ts';
import type { EffectivePolicy, EffectiveRule, EffectiveWorkspace } from '../../model/workspace.ts';
import type { Atom, AtomTable } from './atom.ts';
import { modelTool } from './tool-model.ts';

const nowhere: Place = { file: '', line: 1, column: 1, start: 0, end: 0 };

/** Atoms for matchers that stand in no rule, as a tenant's rule would ask them. Throws `PolicyError`. */
export function matchAtoms(
  match: readonly PathMatch[],
  workspace: EffectiveWorkspace,
  policy: EffectivePolicy,
  tool: string,
  atoms: AtomTable,
): readonly Atom[] {
  const condition = { match, action: { value: 'deny', place: nowhere }, place: nowhere } as const;
  const rule: EffectiveRule = {
    name: '',
    chain: [],
    rule: {
      tools: [{ value: tool, place: nowhere }],
      closedArguments: false,
      conditions: [condition],
      place: nowhere,
    },
  };
  const alone = {
    limits: workspace.limits,
    envelope: workspace.envelope,
    baseline: [],
    boundaries: [],
    tenants: workspace.tenants,
  };
  const model = modelTool(alone, { ...policy, rules: [rule] }, tool, atoms);
  return model.rules[0]?.conditions[0]?.atoms ?? [];
}
