import { describe, expect, it } from 'vitest';
import { resolveWorkspace } from '../../src/engine/index.ts';
import type { JsonValue } from '../../src/model/json.ts';
import { defaultConfig } from '../../src/model/workspace-config.ts';
import { readWorkspace } from '../../src/parse/read-workspace.ts';
import { effectiveView } from '../../src/report/effective-view.ts';
import { matcherText } from '../../src/report/matcher-text.ts';

/** The matcher of a tenant's only rule, as `show` has it. */
function shown(matcher: JsonValue): JsonValue | undefined {
  const document = {
    tenant_id: 'acme',
    name: 'A.C',
    plan: 'pro',
    vars: { list: ['a+', 'b'], one: 'x', max: 9 },
    rules: [{ tool: 't', conditions: [{ match: { 'arguments.a': matcher }, action: 'allow' }] }],
  };
  const reading = readWorkspace(new Map([['a.yaml', JSON.stringify(document)]]), defaultConfig);
  const { workspace, diagnostics } = resolveWorkspace(reading.documents, defaultConfig);
  expect([...reading.diagnostics, ...diagnostics]).toEqual([]);
  return effectiveView(workspace, reading.documents, 'acme')?.rules[0]?.conditions[0]?.match[0]?.matcher;
}

const asWritten: readonly (readonly [JsonValue, string])[] = [
  ['^a', 'regex ^a'],
  [{ regex: { pattern: 'a', ignore_case: true } }, 'regex {"pattern":"a","ignore_case":true}'],
  [{ equals: 1 }, 'equals 1'],
  [{ equals: '${context.user_id}' }, 'equals "${context.user_id}"'],
  [{ equals: '$${x}' }, 'equals "$${x}"'],
  [{ one_of: ['a', 2, true] }, 'one_of ["a",2,true]'],
  [{ contains: 'a' }, 'contains "a"'],
  [{ contains_any: ['a'] }, 'contains_any ["a"]'],
  [{ path_within: '/a/' }, 'path_within /a/'],
  [{ path_within: ['/a/', '/b/'] }, 'path_within ["/a/","/b/"]'],
  [{ key_within: 'a:' }, 'key_within a:'],
  [{ number: { min: 1, max: 2, integer: true } }, 'number {"min":1,"max":2,"integer":true}'],
  [{ length: { max: 2 } }, 'length {"max":2}'],
  [{ not: { length: { min: 3 } } }, 'not length {"min":3}'],
  [{ any_of: ['a', { exists: false }] }, 'any_of [regex a, exists false]'],
  [{ all_of: [{ not: 'a' }, { any_of: ['b', 'c'] }] }, 'all_of [not regex a, any_of [regex b, regex c]]'],
];

describe('a matcher in an effective policy', () => {
  it.each(asWritten)('%j is as it was written', (matcher, line) => {
    expect(shown(matcher)).toEqual(matcher);
    expect(matcherText(matcher)).toBe(line);
  });

  const bound: readonly (readonly [JsonValue, JsonValue])[] = [
    ['^${tenant.id}-${vars.list}$', '^(?:acme)-(?:a\\+|b)$'],
    [{ equals: '${tenant.name}' }, { equals: 'A.C' }],
    [{ one_of: ['${vars.list}', 'c'] }, { one_of: ['a+', 'b', 'c'] }],
    [{ path_within: '/d/${tenant.id}/${vars.one}/' }, { path_within: '/d/acme/x/' }],
    [{ key_within: '${plan}:${context.k}:' }, { key_within: 'pro:${context.k}:' }],
    [{ number: { max: '${vars.max}' } }, { number: { max: 9 } }],
  ];
  it.each(bound)("%j has the tenant's values put in", (matcher, expected) => {
    expect(shown(matcher)).toEqual(expected);
  });
});
