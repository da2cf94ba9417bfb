import { maxArgumentsBytes } from '../engine/ask/measure-arguments.ts';
import type { EffectiveWorkspace } from '../model/workspace.ts';
import { createLanguageAlgebra, type LanguageAlgebra } from './language/language-algebra.ts';
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
  { limits, envelope }: EffectiveWorkspace,
  tenantId: string,
  algebra: LanguageAlgebra,
): CallSpace {
  return {
    algebra,
    tenantId,
    maxTextBytes: limits.maxArgumentBytes,
    required: envelope.required,
    withLong: false,
    anyQueryAnswer: true,
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
