import { beforeAll, describe, expect, it } from 'vitest';
import { type AnalysedWorkspace, withGrammar } from '../../../src/analysis/analysed-workspace.ts';
import { type Escape, proveTool, type ToolProof } from '../../../src/analysis/prove-tool.ts';
import { textsInValue, valueInCall } from '../../../src/analysis/value-in-call.ts';
import { witnessEngine } from '../../../src/analysis/witness-engine.ts';
import type { SqlParser } from '../../../src/engine/index.ts';
import { loadSqlGrammar } from '../../../src/runtime/load-sql-grammar.ts';
import { casesOf, policyOf, workspaceOf } from '../analysis-cases.ts';

interface Outcome {
  readonly name: string;
  readonly boundary?: object;
  readonly shown?: string;
  readonly proved?: boolean;
  readonly open?: boolean;
}

interface SqlCase extends Outcome {
  readonly path?: string;
  readonly rule: unknown;
}

interface FilterCase extends Outcome {
  readonly match: object;
}

const scope = { tenant_id: '${tenant.id}' };

describe('a rule against a boundary of sql', () => {
  let sql: SqlParser;
  beforeAll(async () => {
    sql = await loadSqlGrammar();
  });

  const proofOf = ({ rule, path = 'arguments.query', boundary }: SqlCase): [ToolProof, AnalysedWorkspace] => {
    const usual = { sql: { dialect: 'postgres', statements: ['select'], scoped_by: scope } };
    const read = workspaceOf({
      rules: [{ tool: 'read', conditions: [{ match: { [path]: rule }, action: 'allow' }] }],
      boundaries: { read: { [path]: boundary ?? usual } },
    });
    const workspace = withGrammar(read, sql);
    return [proveTool(workspace, policyOf(workspace), 'read'), workspace];
  };

  it.each(casesOf<SqlCase>('refute-sql'))('$name', (written) => {
    const [proof, workspace] = proofOf(written);
    expectOutcome(proof, written, workspace, String);
    for (const { witness, boundary } of proof.escapes) {
      const texts = textsInValue(valueInCall(witness, boundary.path));
      for (const text of texts) expect(sql.parse(text).ok).toBe(true);
    }
  });

  it('is undecided without a grammar', () => {
    const read = workspaceOf({
      rules: [{ tool: 'read', conditions: [{ match: { 'arguments.query': 'acme' }, action: 'allow' }] }],
      boundaries: {
        read: {
          'arguments.query': { sql: { dialect: 'postgres', statements: ['select'], scoped_by: scope } },
        },
      },
    });
    const { escapes, undecided } = proveTool(read, policyOf(read), 'read');
    expect(escapes).toEqual([]);
    expect(undecided).toHaveLength(1);
  });
});

describe('a rule against a boundary of filter', () => {
  it.each(casesOf<FilterCase>('refute-filter'))('$name', ({ match, ...outcome }) => {
    const workspace = workspaceOf({
      rules: [{ tool: 'read', conditions: [{ match, action: 'allow' }] }],
      boundaries: { read: { 'arguments.filter': outcome.boundary ?? { filter: { must: scope } } } },
    });
    const proof = proveTool(workspace, policyOf(workspace), 'read');
    expectOutcome(proof, outcome, workspace, JSON.stringify);
  });
});

function expectOutcome(
  { escapes, undecided }: ToolProof,
  { shown, open = false }: Outcome,
  workspace: AnalysedWorkspace,
  written: (value: unknown) => string,
): void {
  const shownBy = ({ witness, boundary }: Escape): string =>
    `${witness.kind} ${written(valueInCall(witness, boundary.path))}`;
  expect(escapes.map(shownBy)).toEqual(shown === undefined ? [] : [shown]);
  expect(undecided.length > 0).toBe(open);
  for (const { witness } of escapes) {
    const engine = witnessEngine(workspace);
    expect(engine.decide(witness, { without: { boundaries: true } }).action).toBe('allow');
    expect(engine.decide(witness).code).toBe('boundary');
  }
}
