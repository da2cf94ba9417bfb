import { describe, expect, it } from 'vitest';
import { lintJson } from '../../src/report/lint-json.ts';
import { lintTexts } from '../lint/lint-texts.ts';
import { findingAt, hostileText, resultOf } from './lint-findings.ts';
import { outputSchema } from './output-schemas.ts';

const validate = outputSchema('lint-output');
const problems = (json: string): unknown => (validate(JSON.parse(json)) ? [] : validate.errors);
const text = 'default_action: allow\n';

describe('lintJson', () => {
  it('is what its schema says, with every key', () => {
    const { start, end } = findingAt('a.yaml', text, 'allow').range;
    const finding = findingAt('a.yaml', text, 'allow', {
      label: 'for people',
      tenant: 'a',
      tenants: 2,
      rule: 'x#0',
      tool: 'x',
      witness: { tool: 'x', arguments: { a: 1 }, context: { tenant_id: 'a' }, kind: 'outside' },
      controls: [{ catalogue: 'soc2', version: '2017', id: 'CC8.1' }],
      fix: { title: 'deny', safe: false, edits: [{ file: 'a.yaml', range: { start, end }, text: 'deny' }] },
      causes: ['b.yaml'],
      secret: true,
    });
    const json = lintJson(resultOf([finding]));
    expect(problems(json)).toEqual([]);
    const { label: _label, causes: _causes, secret: _secret, ...printed } = finding;
    expect(JSON.parse(json)).toEqual({
      schemaVersion: 1,
      findings: [printed],
      summary: resultOf([finding]).summary,
    });
  });

  it('is what its schema says for a real run', () => {
    const { findings, summary } = lintTexts({
      'a.yaml': 'tenant_id: "a\\sb"\n',
      'b.yaml': `tenant_id: b\n${text}`,
    });
    expect(findings.length).toBeGreaterThan(1);
    expect(problems(lintJson({ findings, summary }))).toEqual([]);
  });

  it('says how many it left out', () => {
    const findings = ['a.yaml', 'b.yaml', 'c.yaml'].map((file) => findingAt(file, text, 'allow'));
    const json = lintJson(resultOf(findings), { limit: 1 });
    expect(problems(json)).toEqual([]);
    expect(JSON.parse(json)).toMatchObject({
      omitted: 2,
      findings: [{ file: 'a.yaml' }],
      summary: { errors: 3 },
    });
    expect(JSON.parse(lintJson(resultOf(findings), { limit: 1, all: true }))).not.toHaveProperty('omitted');
  });

  it('holds no character that a terminal would obey', () => {
    const json = lintJson(resultOf([findingAt('a.yaml', text, 'allow', { message: hostileText })]));
    expect(JSON.parse(json).findings[0].message).toBe(hostileText);
    expect(json).not.toMatch(/[\u001b\u202e\u2028]/);
  });
});
