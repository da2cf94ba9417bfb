import { NO } from '../../engine/ask/answer.ts';
import type { ArgumentPath } from '../../model/argument-path.ts';
import type { Atom } from '../space/atom.ts';
import type { BoundaryModel, ConditionModel, RuleModel, ToolModel } from '../space/tool-model.ts';

/**
 * The tool without the denies that a caller walks past by leaving an argument out: those that ask something of an
 * argument that nothing but denies asks and no boundary names, and that absence says no to. Whatever call is allowed, the same call
 * without that argument is allowed too, so nothing that can pass is lost; ten denies of three arguments each stay a chain.
 */
export function withoutIdleDenies(
  model: ToolModel,
  boundaries: readonly BoundaryModel[],
  required: readonly string[],
): ToolModel {
  const busy = busyArguments(model, boundaries, required);
  const isIdle = ({ action, atoms }: ConditionModel): boolean =>
    action === 'deny' && atoms.some((atom) => !busy.has(argumentOf(atom.path)));
  const reduced = (rule: RuleModel): RuleModel => ({
    ...rule,
    conditions: rule.conditions.filter((condition) => !isIdle(condition)),
  });
  return { ...model, baseline: model.baseline.map(reduced), rules: model.rules.map(reduced) };
}

/** The arguments and context keys that a call cannot leave out without being decided otherwise. */
function busyArguments(
  model: ToolModel,
  boundaries: readonly BoundaryModel[],
  required: readonly string[],
): ReadonlySet<string> {
  const busy = new Set([
    'arguments ',
    'context ',
    'context tenant_id',
    ...required.map((key) => `context ${key}`),
  ]);
  const addAll = (atoms: readonly Atom[]): void => {
    for (const { path } of atoms) busy.add(argumentOf(path));
  };
  for (const { atom } of [...boundaries, ...model.boundaries]) addAll([atom]);
  for (const { conditions } of [...model.baseline, ...model.rules]) {
    for (const { action, atoms } of conditions) {
      if (action !== 'deny') addAll(atoms);
      else addAll(atoms.filter(({ matcher }) => matcher.ifAbsent !== NO));
    }
  }
  return busy;
}

function argumentOf({ root, segments: [first] }: ArgumentPath): string {
  return `${root} ${first?.kind === 'key' ? first.key : ''}`;
}
