import { describe, expect, it } from 'vitest';
import { findForbidden } from '../../src/analysis/find-forbidden.ts';
import { witnessEngine } from '../../src/analysis/witness-engine.ts';
import type { Action } from '../../src/model/rule.ts';
import { type CaseWorkspace, casesOf, policyOf, workspaceOf } from './analysis-cases.ts';

interface Case extends CaseWorkspace {
  readonly name: string;
  readonly never: { readonly action: Action; readonly match?: object };
  readonly call: string;
}

/** The paths and matchers of a `match`, as a deny of another tenant has them. */
function matchOf(match: object | undefined) {
  if (match === undefined) return [];
  const rules = [{ tool: 'read', conditions: [{ match, action: 'deny' }] }];
  return policyOf(workspaceOf({ rules })).rules[0]?.rule.conditions[0]?.match ?? [];
}

describe('a call that must never be decided so', () => {
  it.each(casesOf<Case>('find-forbidden'))('$name', ({ never: { action, match }, call, ...written }) => {
    const workspace = workspaceOf(written);
    const search = findForbidden(workspace, policyOf(workspace), 'read', { action, match: matchOf(match) });
    if (search.found !== 'call') {
      expect(search.found).toBe(call);
      return;
    }
    expect(JSON.stringify(search.witness.arguments)).toBe(call);
    expect(witnessEngine(workspace).decide(search.witness).action).toBe(action);
  });
});
