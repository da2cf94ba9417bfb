import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Engine, SqlParser } from '../../src/engine/index.ts';
import { loadSqlGrammar } from '../../src/runtime/load-sql-grammar.ts';
import { engineFor } from '../support/engine-for.ts';
import { argumentsOf } from './decide-call.ts';
import { type Variant, variants } from './variants.ts';

const example = new URL('../../examples/saas-platform/', import.meta.url);
const shared = [
  'boundaries.yaml',
  'boundaries-data.yaml',
  'templates/support-agent.yaml',
  'templates/data-agent.yaml',
];

const own = 'tenant_acme';
const others = [
  'tenant_acme2',
  'tenant_acme_',
  'tenant_acme-2',
  'tenant_acme_evil',
  'tenant_acm',
  'TENANT_ACME',
  'Tenant_acme',
  'tenant-acme',
  'acme',
  'a',
  '0',
  'tenant_acmetenant_acme',
];

/** Calls that the tenant is allowed, and that name it. */
const calls = [...variants.values()]
  .flat()
  .filter((variant) => variant.expect === 'pass' && textOf(variant).includes(own));

function textOf({ text, arguments: args }: Variant): string {
  return text ?? JSON.stringify(args);
}

function tenantFile(id: string): string {
  return `tenant_id: '${id}'
extends: [support-agent, data-agent]
vars: { mail_domains: ['acmecorp.com'], api_host: api.acme.com }
`;
}

function engineOf(other: string, sql: SqlParser): Engine {
  const texts = shared.map((file) => [file, readFileSync(new URL(file, example), 'utf8')] as const);
  const files = {
    ...Object.fromEntries(texts),
    'own.yaml': tenantFile(own),
    'other.yaml': tenantFile(other),
  };
  return engineFor(files, {}, { sql });
}

function isAllowed(engine: Engine, tool: string, text: string, tenant: string): boolean {
  const call = {
    tool,
    arguments: argumentsOf({ arguments: {}, raw_json: text }),
    context: { tenant_id: tenant },
  };
  return engine.decide(call, { without: { limits: true } }).action === 'allow';
}

let sql: SqlParser;
beforeAll(async () => {
  sql = await loadSqlGrammar();
});

describe.each(others)('tenant_acme and %s', (other) => {
  it('each reach what is theirs, and nothing of the other', () => {
    const engine = engineOf(other, sql);
    const [crossing, kept] = [new Set<string>(), new Set<string>()];
    for (const variant of calls) {
      const text = textOf(variant);
      const moved = text.replaceAll(own, other);
      if (isAllowed(engine, variant.tool, text, other)) crossing.add(text);
      if (isAllowed(engine, variant.tool, moved, own)) crossing.add(moved);
      if (!isAllowed(engine, variant.tool, moved, other)) kept.add(moved);
    }
    expect([...crossing]).toEqual([]);
    expect([...kept]).toEqual([]);
    expect(calls.length).toBeGreaterThan(150);
  });
});
