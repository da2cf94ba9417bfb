import { expect, test } from 'vitest';
import { unmatchedOverrides } from '../../src/lint/unmatched-overrides.ts';

test('globs of overrides that no document matches are told, each once', () => {
  const rules = { 'posture/undeclared': 'error' } as const;
  const overrides = [
    { files: ['tenant/**', 'tenants/**'], rules },
    { files: ['a.*', 'tenant/**'], rules },
  ];
  const lint = { edition: 1, rules: {}, overrides };
  expect(unmatchedOverrides(lint, ['a.yaml', 'tenants/b.yaml'])).toEqual(['tenant/**']);
  expect(unmatchedOverrides(lint, [])).toEqual(['tenant/**', 'tenants/**', 'a.*']);
  expect(unmatchedOverrides({ ...lint, overrides: [] }, ['a.yaml'])).toEqual([]);
});
