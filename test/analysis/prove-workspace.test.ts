import { describe, expect, it } from 'vitest';
import { proveTool } from '../../src/analysis/prove-tool.ts';
import { proveWorkspace, type TenantProof } from '../../src/analysis/prove-workspace.ts';
import type { EffectiveWorkspace } from '../../src/model/workspace.ts';
import { type CaseWorkspace, casesOf, foundBy, policyOf, workspaceOf } from './analysis-cases.ts';

interface Case extends CaseWorkspace {
  readonly name: string;
  readonly found: readonly string[];
}

const cases = casesOf<Case>('prove-workspace');

function lines(proofs: readonly TenantProof[]): readonly string[] {
  return proofs
    .flatMap((proof) => foundBy(proof).map((line) => `${proof.tenant} ${proof.tool}: ${line}`))
    .sort();
}

function inOrder(workspace: EffectiveWorkspace, tenants: readonly string[]): EffectiveWorkspace {
  return { ...workspace, tenants: new Map(tenants.map((id) => [id, policyOf(workspace, id)])) };
}

describe('a proof of a workspace', () => {
  it.each(cases)('$name', ({ found, ...written }) => {
    expect(lines(proveWorkspace(workspaceOf(written)))).toEqual(found);
  });

  it.each(cases)('in whatever order the tenants come: $name', ({ found, ...written }) => {
    const workspace = workspaceOf(written);
    const [first = '', ...others] = workspace.tenants.keys();
    for (const order of [[...others].reverse().concat(first), [...others, first]])
      expect(lines(proveWorkspace(inOrder(workspace, order)))).toEqual(found);
  });

  it.each(cases)('as each tenant is proved by itself: $name', ({ found, ...written }) => {
    const workspace = workspaceOf(written);
    const tools = new Set(proveWorkspace(workspace).map(({ tool }) => tool));
    const alone = [...workspace.tenants.values()].flatMap((policy) =>
      [...tools].map((tool) => ({ tenant: policy.tenantId, tool, ...proveTool(workspace, policy, tool) })),
    );
    expect(lines(alone)).toEqual(found);
  });

  it('every witness is a call of its tenant, and the foreign tenant another', () => {
    for (const written of cases) {
      for (const { tenant, escapes } of proveWorkspace(workspaceOf(written))) {
        for (const { witness, foreign } of escapes) {
          expect(witness.context.tenant_id).toBe(tenant);
          expect(foreign).not.toBe(tenant);
        }
      }
    }
  });
});
