import type { RuleCoverage } from '../../model/control-coverage.ts';
import type { PolicyDocument } from '../../model/documents.ts';
import type { Posture } from '../../model/posture.ts';
import type { EffectiveWorkspace } from '../../model/workspace.ts';
import type { LintRule } from '../rule.ts';
import type { RuleLevels } from '../rule-levels.ts';

/** What it takes to tell what a run asked of its rules. */
export interface CoverageInput {
  readonly documents: readonly PolicyDocument[];
  readonly workspace: EffectiveWorkspace;
  readonly files: readonly string[];
  readonly levels: RuleLevels;
}

/** For each rule, in their order, what it looked at and what it could not. */
export function ruleCoverage(rules: readonly LintRule[], input: CoverageInput): readonly RuleCoverage[] {
  const { workspace } = input;
  const kinds = new Set<string>(input.documents.map(({ kind }) => kind));
  const declaring = declaringTenants(workspace);
  return rules.map(({ code, level, posture, needs = [] }) => {
    const lacks = needs.filter((kind) => !kinds.has(kind));
    const offFiles = input.files.filter(
      (file) => input.levels.levelOf({ code, file, severity: level }) === 'off',
    ).length;
    const isOff = offFiles > 0 && offFiles === input.files.length;
    const all = workspace.tenants.size;
    const tenants = posture === undefined ? all : declaring(posture);
    return {
      code,
      offFiles,
      tenants: isOff || lacks.length > 0 ? 0 : tenants,
      undeclared: all - tenants,
      lacks,
    };
  });
}

/** Tells how many tenants declare one of some keys. Tenants that take one posture from a template are looked at once. */
function declaringTenants({ tenants }: EffectiveWorkspace): (keys: readonly string[]) => number {
  const postures = new Map<Posture, number>();
  for (const { posture } of tenants.values())
    if (posture !== undefined) postures.set(posture, (postures.get(posture) ?? 0) + 1);
  return (keys) => {
    let count = 0;
    for (const [posture, times] of postures) if (keys.some((key) => posture.keys.has(key))) count += times;
    return count;
  };
}
