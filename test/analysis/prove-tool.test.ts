import { describe, expect, it } from 'vitest';
import { proveTool } from '../../src/analysis/prove-tool.ts';
import { witnessEngine } from '../../src/analysis/witness-engine.ts';
import { type CaseWorkspace, casesOf, foundBy, policyOf, shownBy, workspaceOf } from './analysis-cases.ts';

interface Case extends CaseWorkspace {
  readonly name: string;
  readonly tenant?: string;
  readonly tool?: string;
  readonly found: readonly string[];
  readonly shown?: readonly string[];
}

describe('a proof of a tool', () => {
  it.each(casesOf<Case>('prove-tool'))('$name', ({ tenant, tool = 'read', found, shown, ...written }) => {
    const workspace = workspaceOf(written);
    const proof = proveTool(workspace, policyOf(workspace, tenant), tool);
    expect(foundBy(proof)).toEqual([...found].sort());
    if (shown !== undefined) expect(proof.escapes.map(shownBy)).toEqual(shown);
    for (const { witness, through, stopped } of proof.escapes) {
      const engine = witnessEngine(workspace);
      const passed = through === 'allow' ? 'allow' : 'require_approval';
      expect(engine.decide(witness, { without: { boundaries: true } }).action).toBe(passed);
      expect(engine.decide(witness).action).toBe(stopped ? 'deny' : passed);
    }
  });
});

describe('past the budget', () => {
  const boundaries = { read: { 'arguments.path': { path_within: '/data/${tenant.id}/' } } };
  const matching = (matchers: readonly unknown[]): CaseWorkspace => {
    const conditions = matchers.map((matcher) => ({ match: { 'arguments.path': matcher }, action: 'allow' }));
    return { rules: [{ tool: 'read', conditions }], boundaries };
  };
  const numbers = (count: number): readonly number[] => [...Array(count).keys()];

  it('an escape that was found before is shown, and the rest undecided', () => {
    const many = numbers(7).map((n) => ({ contains: n }));
    const workspace = workspaceOf(matching(['^/data/acme/x', ...many]));
    expect(foundBy(proveTool(workspace, policyOf(workspace), 'read'))).toEqual(
      expect.arrayContaining([
        'allow arguments.path by read#0 0, stopped',
        'undecided all: past the budget: `contains` of one path',
      ]),
    );
  });

  it('a text of which only the bytes tell whether it can be read is undecided', () => {
    const workspace = workspaceOf({ ...matching(['^éé$']), max_argument_bytes: 3 });
    expect(foundBy(proveTool(workspace, policyOf(workspace), 'read'))).toEqual([
      'undecided all: past the budget: bytes of a text',
    ]);
  });

  it('the lengths of long texts are, whatever is cheap to say of them', () => {
    const lengths = numbers(12).map((n) => ({ length: { min: 1_000 * n + 700, max: 1_000 * n + 900 } }));
    const workspace = workspaceOf(matching(lengths));
    const { undecided } = proveTool(workspace, policyOf(workspace), 'read');
    expect(undecided).toHaveLength(1);
  });
});
