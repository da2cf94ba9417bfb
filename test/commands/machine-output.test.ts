import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv, type ValidateFunction } from 'ajv';
import { describe, expect, it } from 'vitest';
import { createEngine, createMemoryLimitStore } from '../../src/engine/index.ts';
import { loadWorkspace } from '../../src/host/load-workspace.ts';
import { type JsonObject, type JsonValue, UnjudgeableArguments } from '../../src/model/json.ts';
import { effectiveView } from '../../src/report/effective-view.ts';
import { evalOutput } from '../../src/report/eval-report.ts';
import { jsonText } from '../../src/report/json-text.ts';

const repository = new URL('../../', import.meta.url);
const workspace = await loadWorkspace(fileURLToPath(new URL('fixtures/commands/base-workspace', repository)));
const engine = createEngine(workspace.resolved.workspace, {
  clock: () => 0,
  limits: createMemoryLimitStore(),
});

function schema(name: string): object {
  return JSON.parse(readFileSync(new URL(`schemas/${name}.schema.json`, repository), 'utf8'));
}

function validator(name: string): ValidateFunction {
  return new Ajv({ allowUnionTypes: true, schemas: [schema('decision')] }).compile(schema(name));
}

describe('eval --format json', () => {
  const validate = validator('eval-output');
  const calls: readonly (readonly [string, string, JsonValue | UnjudgeableArguments, JsonObject])[] = [
    ['an allow', 'access_file', { path: '/data/tenant_acme/x' }, {}],
    ['an approval', 'send_email', { to: 'eve@example.com' }, {}],
    ['a deny', 'access_file', { path: '/etc' }, {}],
    ['a baseline deny', 'query_database', { query: 'DROP TABLE x' }, {}],
    ['another plan in the context', 'get_time', {}, { plan: 'free' }],
    ['an unknown tenant', 'get_time', {}, { tenant_id: 'nobody' }],
    ['no arguments at all', 'get_time', [], {}],
    ['an empty tool', '', {}, {}],
    ['arguments that cannot be judged', 'get_time', new UnjudgeableArguments('the key /a occurs twice'), {}],
  ];
  it.each(calls)('follows its schema for %s', (_what, tool, args, more) => {
    const call = { tool, arguments: args, context: { tenant_id: 'tenant_acme', ...more } };
    const decision = engine.decide(call, { trace: true });
    const output = JSON.parse(jsonText(evalOutput({ ...call, decision })));
    expect(validate(output), JSON.stringify(validate.errors)).toBe(true);
    expect(output.trace.length).toBeGreaterThan(0);
  });

  it('is held to every key', () => {
    const call = { tool: 'get_time', arguments: {}, context: { tenant_id: 'tenant_acme' } };
    const output = evalOutput({ ...call, decision: engine.decide(call) });
    expect(validate({ ...output, extra: 1 })).toBe(false);
    expect(validate({ ...output, decision: { ...output.decision, webhook: 'https://x' } })).toBe(false);
  });
});

describe('show --format json', () => {
  const validate = validator('show-output');
  it.each([
    ['tenant_acme', undefined],
    ['tenant_globex', undefined],
    ['tenant_globex', 'access_file'],
    ['tenant_acme', 'get_time'],
  ])('follows its schema for %s and the tool %s', (tenant, tool) => {
    const { resolved, reading } = workspace;
    const view = effectiveView(resolved.workspace, reading.documents, tenant, tool);
    const output = JSON.parse(jsonText(view));
    expect(validate(output), JSON.stringify(validate.errors)).toBe(true);
    expect(validate({ ...output, rules: [{ ...output.rules[0], extra: 1 }] })).toBe(false);
  });
});
