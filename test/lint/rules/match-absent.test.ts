import { describe, expect, it } from 'vitest';
import { narrowingNames } from '../../../src/lint/absent-meaning.ts';
import { findingsOf, lintTexts, markedBy } from '../lint-texts.ts';
import { readRulePage } from '../rule-page.ts';

const code = 'match/absent';
const over = '{ match: { arguments.limit: { number: { min: 101 } } }, action: deny }';
const rule = (conditions: string, more = 'action: allow'): string =>
  `{ tool: list, conditions: [${conditions}]${more === '' ? '' : `, ${more}`} }`;
const policy = (...rules: readonly string[]): string => `tenant_id: t\nrules: [${rules.join(', ')}]\n`;
const count = (text: string, more: Record<string, string> = {}): number =>
  findingsOf(code, { 'a.yaml': text, ...more }).length;

describe(code, () => {
  it('points at the path', () => {
    expect(markedBy(code, policy(rule(over)))).toEqual(['policy.yaml:2:47 arguments.limit']);
  });

  it.each([
    ['arguments.limit', '{ number: { min: 101 } }', 1],
    ['arguments.filter.limit', '{ equals: 5 }', 1],
    ['arguments.topK', '{ number: { min: 101 } }', 1],
    ['arguments.namespace', '^tenant_xyz$', 1],
    ['arguments.filter', '{ filter: { must: { a: b } } }', 1],
    ['arguments.where', '{ length: { min: 9 } }', 1],
    ['arguments.limit', '{ not: { number: { max: 100 } } }', 0],
    ['arguments.limit', '{ any_of: [{ exists: false }, { number: { min: 101 } }] }', 0],
    ['arguments.limit', '{ all_of: [{ exists: true }, { number: { min: 101 } }] }', 1],
    ['arguments.limit', '{ exists: true }', 0],
    ['arguments.amount', '{ number: { min: 101 } }', 0],
    ['arguments.limits', '{ number: { min: 101 } }', 0],
    ['context.namespace', 'x', 0],
  ])('of a deny on %s: %s', (path, matcher, expected) => {
    expect(count(policy(rule(`{ match: { ${path}: ${matcher} }, action: deny }`)))).toBe(expected);
  });

  const small = '{ match: { arguments.limit: { number: { max: 100 } } }, action: allow }';
  const other = '{ match: { arguments.query: a }, action: allow }';
  const absent = '{ match: { arguments.limit: { exists: false } }, action: deny }';

  it.each([
    ['nothing passes after it', [rule(over, '')], 0],
    ['what passes wants the argument', [rule(`${over}, ${small}`, '')], 0],
    ['what passes does without', [rule(`${over}, ${other}`, '')], 1],
    [
      'what passes wants it absent',
      [rule(`${over}, { match: { arguments.limit: { exists: false } }, action: allow }`, '')],
      1,
    ],
    ['it is held', [rule(over, 'action: require_approval')], 1],
    ['a later rule lets it pass', [rule(over, ''), rule(other, '')], 1],
    ['a later rule for all lets it pass', [rule(over, ''), "{ tool: '**', action: allow }"], 1],
    ['a later rule is for others', [rule(over, ''), '{ tool: other, action: allow }'], 0],
    ['only an earlier one lets it pass', [rule(other, ''), rule(over, '')], 0],
    ['absence is denied after it', [rule(`${over}, ${absent}`)], 0],
    ['absence is denied before it', [rule(absent, ''), rule(over)], 0],
    ['absence is denied too late', [rule(over), rule(absent)], 1],
    [
      'some absence is denied',
      [rule(`${over}, { match: { arguments.limit: { exists: false }, arguments.q: x }, action: deny }`)],
      1,
    ],
    ['it is a rule that denies in the end', [rule(over, 'action: deny'), rule(other)], 0],
    ['there is a hold and no deny', [rule(over.replace('deny', 'require_approval'))], 0],
  ])('where %s', (_, rules, expected) => {
    expect(count(policy(...rules))).toBe(expected);
  });

  it('counts what is decided where no rule decides', () => {
    expect(count(`default_action: allow\n${policy(rule(over, ''))}`)).toBe(1);
  });

  it('is in the baseline where some tenant passes it', () => {
    const baseline = { 'z.yaml': `kind: baseline\nrules: [${rule(over, '')}]\n` };
    expect(count(policy(rule(other, '')), baseline)).toBe(1);
    expect(count(policy(rule(small, '')), baseline)).toBe(0);
    expect(count(policy(rule(over)), { 'z.yaml': `kind: baseline\nrules: [${rule(absent, '')}]\n` })).toBe(0);
  });

  it('is not where an enforced boundary wants the argument', () => {
    const spaces = '{ match: { arguments.namespace: ^x$ }, action: deny }';
    const bounded = (enforce: boolean, matcher: string): Record<string, string> => ({
      'z.yaml': `kind: boundaries\nenforce: ${enforce}\ntools: { list: { arguments.namespace: ${matcher} } }\n`,
    });
    expect(count(policy(rule(spaces)), bounded(true, "{ equals: '${tenant.id}' }"))).toBe(0);
    expect(count(policy(rule(spaces)), bounded(false, "{ equals: '${tenant.id}' }"))).toBe(1);
    expect(
      count(
        policy(rule(spaces)),
        bounded(true, "{ any_of: [{ exists: false }, { equals: '${tenant.id}' }] }"),
      ),
    ).toBe(1);
    expect(count(policy(rule(spaces)), bounded(true, 'open'))).toBe(1);
  });

  it.each([
    ['properties: { limit: { type: integer } }', 1],
    ['properties: { limit: { type: integer, default: 20 } }', 0],
    ['properties: { limit: { type: integer } }, required: [limit]', 0],
    ['properties: { query: {} }', 0],
  ])('believes the schema { %s }', (schema, expected) => {
    const tools = `kind: tools\ntools: { list: { input_schema: { ${schema} } } }\n`;
    expect(count(policy(rule(over)), { 'z.yaml': tools })).toBe(expected);
  });

  it('believes the profile of a server whose arguments the tool has', () => {
    const names = ['collection_name', 'ids', 'where', 'where_document', 'limit', 'offset', 'include'];
    const tools = `kind: tools\ntools: { chroma_get_documents: { input_schema: { properties: { ${names.map((name) => `${name}: {}`).join(', ')} } } } }\n`;
    const of = (name: string): number =>
      count(
        policy(
          rule(`{ match: { arguments.${name}: a }, action: deny }`).replace('list', 'chroma_get_documents'),
        ),
        {
          'z.yaml': tools,
        },
      );
    expect(['ids', 'where', 'limit', 'offset', 'include'].map(of)).toEqual([1, 1, 1, 0, 0]);
  });

  it('is one finding for all tenants of a template', () => {
    const template = `kind: template\nname: x\nrules: [${rule(over)}]\n`;
    const texts = {
      'x.yaml': template,
      'a.yaml': 'tenant_id: a\nextends: x\n',
      'b.yaml': 'tenant_id: b\nextends: x\n',
    };
    expect(findingsOf(code, texts)).toMatchObject([
      { file: 'x.yaml', tenants: 2, tenant: 'a', tool: 'list' },
    ]);
  });

  it.each([
    ['limit', '{ number: { min: 101 } }', '{ any_of: [{ exists: false }, { number: { min: 101 } }] }'],
    ['namespace', "'^a,[}]'", "{ any_of: [{ exists: false }, '^a,[}]'] }"],
    ['namespace', '{ equals: x }', '{ any_of: [{ exists: false }, { equals: x }] }'],
    [
      'namespace',
      '{ any_of: [{ equals: x }, z] }',
      '{ any_of: [{ exists: false }, { any_of: [{ equals: x }, z] }] }',
    ],
    ['namespace', '{regex: {pattern: x}}', '{ any_of: [{ exists: false }, x] }'],
    ['namespace', '{ regex: { pattern: x } }', '{ any_of: [{ exists: false }, x] }'],
    ['namespace', '{ regex: { pattern: x, ignore_case: true } }', undefined],
  ])('closes the gap of %s: %s', (name, matcher, closed) => {
    const text = (value: string): string =>
      policy(rule(`{ match: { arguments.${name}: ${value} }, action: deny }`));
    if (closed === undefined) expect(findingsOf(code, text(matcher))[0]).not.toHaveProperty('fix');
    else {
      const [edit] = findingsOf(code, text(matcher))[0]?.fix?.edits ?? [];
      const before = text(matcher);
      const after =
        before.slice(0, edit?.range.start.offset) + edit?.text + before.slice(edit?.range.end.offset);
      expect(after).toBe(text(closed));
      expect(
        lintTexts(after).findings.filter((finding) => /^(?:yaml|schema)|absent/.test(finding.code)),
      ).toEqual([]);
    }
  });

  it('prints on its page the names that tell', () => {
    const page = readRulePage(code).section('What it finds');
    for (const name of narrowingNames) expect(page).toContain(`\`${name.replaceAll(' ', '_')}\``);
  });
});
