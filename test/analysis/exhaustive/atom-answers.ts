import { createEngine, createMemoryLimitStore } from '../../../src/engine/index.ts';
import type { Action, Rule } from '../../../src/model/rule.ts';
import { type Atom, nowhere, readsContext } from './atoms.ts';
import type { LoadedWorkspace } from './load-workspace.ts';
import { callWith, type Root, userRoot } from './searched-call.ts';
import { userIds } from './values.ts';

/**
 * What the engine answers to each atom alone, in one text: as an `allow` asks it and, where a list in the value has
 * elements that may part, as a `deny` does. Two values with the same text are the same to every policy of the atoms.
 */
export function createAtomAsker(
  { workspace, policy }: LoadedWorkspace,
  atoms: readonly Atom[],
): (root: Root, value: unknown) => string {
  const rules = atoms.flatMap((atom, index) => [
    ruleFor(`all${index}`, atom, 'allow', undefined),
    ruleFor(`some${index}`, atom, 'deny', 'allow'),
  ]);
  const alone = {
    envelope: { required: [] },
    limits: workspace.limits,
    baseline: [],
    boundaries: [],
    tenants: new Map([
      [policy.tenantId, { ...policy, status: 'active', defaultAction: 'deny', rules } as const],
    ]),
  };
  const engine = createEngine(alone, { clock: () => 0, limits: createMemoryLimitStore() });
  const asked = atoms.map((atom, index) => ({
    all: `all${index}`,
    some: atom.asksSome ? `some${index}` : undefined,
    contexts: readsContext(atom) ? userIds.map((id) => [[userRoot, id] as const]) : [[]],
  }));
  return (root, value) => {
    const mayPart = holdsSeveral(value);
    const plain = callWith([[root, value]]);
    let answers = mayPart ? '[' : '';
    for (const { all, some, contexts } of asked) {
      for (const context of contexts) {
        const call = context.length === 0 ? plain : callWith([[root, value], ...context]);
        answers += letterFor(engine.decide({ ...call, tool: all }).code);
        if (!mayPart || some === undefined) continue;
        answers += letterFor(engine.decide({ ...call, tool: some }).code);
      }
    }
    return answers;
  };
}

/** Whether a list of two or more items stands anywhere in the value. */
function holdsSeveral(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return (Array.isArray(value) && value.length > 1) || Object.values(value).some(holdsSeveral);
}

function ruleFor(tool: string, atom: Atom, action: Action, own: Action | undefined) {
  const rule: Rule = {
    tools: [{ value: tool, place: nowhere }],
    closedArguments: false,
    conditions: [{ match: [atom], action: { value: action, place: nowhere }, place: nowhere }],
    ...(own !== undefined && { action: { value: own, place: nowhere } }),
    place: nowhere,
  };
  return { name: tool, rule, chain: [] };
}

function letterFor(code: string): string {
  if (code === 'rule') return 'y';
  if (code === 'argument_unjudgeable') return 'u';
  return code === 'argument_too_large' ? 'l' : 'n';
}
