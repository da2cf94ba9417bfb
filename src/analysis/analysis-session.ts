import { maxArgumentsBytes } from '../engine/ask/measure-arguments.ts';
import type { BoundaryEntry } from '../model/documents.ts';
import type { EffectivePolicy, EffectiveWorkspace } from '../model/workspace.ts';
import type { AnalysedWorkspace } from './analysed-workspace.ts';
import { createLanguageAlgebra, type LanguageAlgebra } from './language/language-algebra.ts';
import { createQueryJudge } from './query/query-judge.ts';
import type { CallSpace } from './space/call-solver.ts';

const algebras = new WeakMap<EffectiveWorkspace, LanguageAlgebra>();

/** The algebra of a workspace: what is computed for one tenant is there for the next. */
export function algebraOf(workspace: EffectiveWorkspace): LanguageAlgebra {
  const algebra = algebras.get(workspace) ?? createLanguageAlgebra();
  algebras.set(workspace, algebra);
  return algebra;
}

/** Where calls of a tenant are looked for, short texts only. */
export function callSpace(
  { limits, envelope, sql }: AnalysedWorkspace,
  tenantId: string,
  algebra: LanguageAlgebra,
): CallSpace {
  return {
    algebra,
    tenantId,
    maxTextBytes: limits.maxArgumentBytes,
    required: envelope.required,
    withLong: false,
    queries: 'any',
    judge: createQueryJudge(sql, tenantId),
  };
}

/** The same with texts that are longer than matchers read, where arguments may be that long at all. */
export function withLongTexts(space: CallSpace): CallSpace {
  return { ...space, withLong: space.maxTextBytes + 100 < maxArgumentsBytes };
}

const enforcedTwins = new WeakMap<EffectiveWorkspace, EffectiveWorkspace>();

/** The workspace with every declared boundary enforced. */
export function fullyEnforced(workspace: EffectiveWorkspace): EffectiveWorkspace {
  if (workspace.boundaries.every(({ enforce }) => enforce)) return workspace;
  const twin = enforcedTwins.get(workspace) ?? {
    ...workspace,
    boundaries: workspace.boundaries.map((document) => ({ ...document, enforce: true })),
  };
  enforcedTwins.set(workspace, twin);
  return twin;
}

interface SinglyBounded {
  readonly of: EffectiveWorkspace;
  readonly twin: EffectiveWorkspace;
}

const singlyBounded = new WeakMap<BoundaryEntry, Map<string, SinglyBounded>>();

/** The workspace in which one bounded argument of one tool is all that is asked, and nothing is allowed. */
export function boundedOnlyBy(
  workspace: EffectiveWorkspace,
  tool: string,
  entry: BoundaryEntry,
): EffectiveWorkspace {
  const byTool = singlyBounded.get(entry) ?? new Map<string, SinglyBounded>();
  singlyBounded.set(entry, byTool);
  const known = byTool.get(tool);
  // Another version of a workspace may hold the same entry.
  if (known?.of === workspace) return known.twin;
  const { file } = entry.place;
  const boundaries = [
    { file, enforce: true, tools: [{ tool: { value: tool, place: entry.place }, entries: [entry] }] },
  ];
  const twin = { ...withoutRules(workspace), boundaries };
  byTool.set(tool, { of: workspace, twin });
  return twin;
}

const rulelessTwins = new WeakMap<EffectiveWorkspace, EffectiveWorkspace>();

function withoutRules(workspace: EffectiveWorkspace): EffectiveWorkspace {
  const ruleless = ([id, policy]: [string, EffectivePolicy]): [string, EffectivePolicy] => [
    id,
    { ...policy, rules: [], defaultAction: 'deny' },
  ];
  const twin = rulelessTwins.get(workspace) ?? {
    ...workspace,
    baseline: [],
    tenants: new Map([...workspace.tenants].map(ruleless)),
  };
  rulelessTwins.set(workspace, twin);
  return twin;
}
