import { describe, expect, it } from 'vitest';
import { findingsOf, lintTexts, markedBy } from '../lint-texts.ts';

const code = 'isolation/undecided';
const sql = "{ sql: { dialect: postgres, statements: [select], scoped_by: { tenant_id: '${tenant.id}' } } }";
const ofOneForm = "'^SELECT \\* FROM orders WHERE tenant_id = ''${tenant.id}'' AND id = \\d+$'";
const filter = "{ filter: { must: { tenant_id: '${tenant.id}' } } }";

const texts = (matcher: string, boundary: string) => ({
  'base.yaml': `kind: template\nname: base\nrules: [{ tool: query, conditions: [{ match: { arguments.q: ${matcher} }, action: allow }] }]\n`,
  'boundaries.yaml': `kind: boundaries\ntools:\n  query: { arguments.q: ${boundary} }\n`,
  'fleet.yaml':
    'kind: tenants\ntenants: [{ tenant_id: a, extends: base }, { tenant_id: b, extends: base }]\n',
});

describe(code, () => {
  const isReported = (name: string, matcher: string, boundary: string, tried: string): void => {
    const given = texts(matcher, boundary);
    const inner = boundary.slice(2 + name.length + 2, -2);
    expect(markedBy(code, given)).toEqual([`boundaries.yaml:3:${29 + name.length} ${inner}`]);
    expect(findingsOf(code, given)).toMatchObject([
      {
        severity: 'warning',
        message: `nobody can tell whether a stays within arguments.q of query: \`${name}\` is proved by form only, and no ${tried} that was tried gets out`,
        label: 'not proved',
        tenant: 'a',
        tenants: 2,
        tool: 'query',
      },
    ]);
    expect(findingsOf(code, given)[0]?.help).toContain('--allow-undecided');
    expect(findingsOf('isolation/rules-escape', given)).toEqual([]);
    expect(lintTexts(given).summary).toMatchObject({ undecided: 1 });
  };

  it('is a boundary of sql, where no form settles it', () => isReported('sql', ofOneForm, sql, 'query'));

  it('is a boundary of filter, where no form settles it', () =>
    isReported('filter', filter.replace('{ must', '{ dialect: mongo, must'), filter, 'filter'));

  it.each([
    ['demands the same by form', sql, sql],
    ['demands the same by form', filter, filter],
    ['is typed', '{ equals: a }', "{ equals: '${tenant.id}' }"],
    ['is not asked about', "'x'", 'open'],
  ])('is not where the argument %s', (_, matcher, boundary) => {
    expect(findingsOf(code, texts(matcher, boundary))).toEqual([]);
  });

  it('is no proof where a rule demands a narrower query', () => {
    const narrower = sql.replace('tenant_id:', 'team: blue, tenant_id:');
    expect(findingsOf(code, texts(narrower, sql))).toHaveLength(1);
  });

  it('is not where a query that was tried gets out', () => {
    expect(findingsOf(code, texts("'x'", sql))).toEqual([]);
    expect(findingsOf('isolation/rules-escape', texts("'x'", sql))).toHaveLength(1);
  });

  it('can be lowered, and is counted all the same', () => {
    const { findings, summary } = lintTexts(texts(ofOneForm, sql), { levels: new Map([[code, 'note']]) });
    expect(findings.find((finding) => finding.code === code)).toMatchObject({ severity: 'note' });
    expect(summary.undecided).toBe(1);
  });
});
