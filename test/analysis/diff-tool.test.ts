import { describe, expect, it } from 'vitest';
import type { DecidedSide } from '../../src/analysis/decision-change.ts';
import { diffTool } from '../../src/analysis/diff-tool.ts';
import { witnessEngine } from '../../src/analysis/witness-engine.ts';
import { casesOf, policyOf, workspaceOf } from './analysis-cases.ts';

interface Case {
  readonly name: string;
  readonly before: readonly unknown[];
  readonly after?: readonly unknown[];
  readonly boundaries?: object;
  readonly boundaries_after?: object;
  readonly enforced_after?: boolean;
  readonly changes: readonly string[];
}

function sides(written: Case) {
  const {
    before,
    after = before,
    boundaries,
    boundaries_after = boundaries,
    enforced_after = true,
  } = written;
  const rules = (conditions: readonly unknown[]) => [{ tool: 'read', conditions }];
  const versions = [
    { rules: rules(before), ...(boundaries && { boundaries }) },
    {
      rules: rules(after),
      ...(boundaries_after && { boundaries: boundaries_after }),
      enforce: enforced_after,
    },
  ].map(workspaceOf);
  return versions.map((workspace) => ({ workspace, policy: policyOf(workspace) }));
}

function decided({ action, code, rule, condition }: DecidedSide): string {
  return `${action} by ${rule === undefined ? code : [rule, condition].join(' ')}`;
}

describe('two versions of a tool', () => {
  it.each(casesOf<Case>('diff-tool'))('$name', (written) => {
    const [before, after] = sides(written);
    if (before === undefined || after === undefined) return expect.unreachable();
    const { changes, undecided } = diffTool(before, after, 'read');
    const told = changes.map(
      ({ from, to, witness }) => `${decided(from)} > ${decided(to)}: ${JSON.stringify(witness.arguments)}`,
    );
    expect({ told: told.sort(), undecided }).toEqual({ told: written.changes, undecided: [] });
    for (const { from, to, witness } of changes) {
      expect(witnessEngine(before.workspace).decide(witness)).toMatchObject({
        action: from.action,
        code: from.code,
      });
      expect(witnessEngine(after.workspace).decide(witness)).toMatchObject({
        action: to.action,
        code: to.code,
      });
    }
  });

  it.each(casesOf<Case>('diff-tool'))('back again: $name', (written) => {
    const [before, after] = sides(written);
    if (before === undefined || after === undefined) return expect.unreachable();
    const there = diffTool(before, after, 'read').changes.map(({ from, to }) => [from.action, to.action]);
    const back = diffTool(after, before, 'read').changes.map(({ from, to }) => [to.action, from.action]);
    expect(back.sort()).toEqual(there.sort());
  });
});
