import { describe, expect, it } from 'vitest';
import { lintJson } from '../../src/report/lint-json.ts';
import { lintPretty } from '../../src/report/lint-pretty.ts';
import { plainPalette } from '../../src/report/palette.ts';
import { lintTexts } from './lint-texts.ts';

const documents = {
  'base.yaml': `kind: template
name: base
vars: { seats: { type: number }, hosts: { type: list } }
rules:
  - tool: access_file
    conditions: [{ match: { arguments.path: '^/data/\${tenant.id}/' }, action: allow }]
  - tool: send_email
    conditions: [{ match: { arguments.n: { number: { max: '\${vars.seats}' } } }, action: allow }]
  - { tool: delete_all, action: require_approval }
default_action: allow
`,
  'boundaries.yaml': `kind: boundaries
tools:
  access_file: { arguments.path: { path_within: '/data/\${tenant.id}/' } }
  http_request: { arguments.url: { url: { hosts: ['\${vars.hosts}'] } } }
`,
  'plans.yaml': 'plans: { free: { rate_limits: { total_tool_calls: 5/s }, tools: [access_file] } }\n',
};

const sloppy = {
  architecture: 'shared',
  data_risk: 'regulated',
  exposure: 'external',
  frameworks: ['hipaa'],
  storage: { model: 'pool' },
  vectors: { mode: 'filter' },
  compute: { runtime: 'container', runs_untrusted_code: true },
  egress: { default: 'deny', allow: ['*.example', '10.0.0.0/8'] },
  identity: { kind: 'api_key', token_ttl: '5h', claims: ['x'] },
  telemetry: { pipeline: 'shared', redaction: false },
  caches: { semantic: 'shared', memory: 'shared' },
};

/** What an export may get wrong in every row. */
const fleets: Record<string, (at: number) => object> = {
  'a sloppy posture': (at) => ({
    tenant_id: `t${at}`,
    plan: 'free',
    extends: 'base',
    vars: { seats: 5, hosts: [`h${at}.example`] },
    isolation: sloppy,
  }),
  'text for a number': (at) => ({
    tenant_id: `t${at}`,
    plan: 'free',
    extends: 'base',
    vars: { seats: '5', hosts: [`h${at}.example`] },
  }),
  'variables that are missing': (at) => ({ tenant_id: `t${at}`, plan: 'free', extends: 'base' }),
  'an unknown template and plan': (at) => ({ tenant_id: `t${at}`, plan: 'fre', extends: 'bse', vars: {} }),
  'a host of all': (at) => ({
    tenant_id: `t${at}`,
    plan: 'free',
    extends: 'base',
    vars: { seats: 5, hosts: ['same.example'] },
  }),
  'no host': (at) => ({
    tenant_id: `t${at}`,
    plan: 'free',
    extends: 'base',
    vars: { seats: 5, hosts: ['no host'] },
  }),
  'unknown keys': (at) => ({ tenant_id: `t${at}`, extnds: 'base', isolation: { foo: 1 }, status: 'activ' }),
};

const lint = (row: (at: number) => object, tenants: number) =>
  lintTexts({
    ...documents,
    'fleet.yaml': 'kind: tenants\nfrom: fleet.jsonl\n',
    'fleet.jsonl': Array.from({ length: tenants }, (_, at) => `${JSON.stringify(row(at))}\n`).join(''),
  });

describe('what a list of tenants causes', () => {
  it.each(Object.entries(fleets))('is found once, however many they are: %s', (_, row) => {
    const [few, many] = [lint(row, 3), lint(row, 60)];
    const said = ({ findings }: typeof few) => findings.map(({ code, file }) => `${code} ${file}`).sort();
    expect(said(few).length).toBeGreaterThan(0);
    expect(said(many)).toEqual(said(few));
    // Of each that is about tenants the number is told.
    const counted = many.findings.filter(({ tenants }) => tenants !== undefined);
    expect(counted.length).toBeGreaterThan(0);
    for (const { tenants } of counted) expect(tenants).toBe(60);
  });

  it('is shown with its number and an example', () => {
    const found = lintTexts({
      ...documents,
      'fleet.yaml': 'kind: tenants\nfrom: fleet.csv\n',
      'fleet.csv': `tenant_id,plan,extends,vars.seats\n${Array.from({ length: 300 }, (_, at) => `t${at},free,base,5\n`).join('')}`,
    });
    const text = lintPretty(found, found.sources, { palette: plainPalette, limit: 50 });
    expect(text).toContain('fleet.csv:2:14, 300 tenants, e.g. t0');
    const { findings } = JSON.parse(lintJson(found));
    expect(findings.find(({ code }: { code: string }) => code === 'schema/invalid')).toMatchObject({
      file: 'fleet.csv',
      tenant: 't0',
      tenants: 300,
      range: { start: { line: 2 } },
    });
  });
});
