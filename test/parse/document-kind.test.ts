import { describe, expect, test } from 'vitest';
import { readDocument } from '../../src/parse/read-document.ts';

const meant: readonly (readonly [string, string])[] = [
  ['kind: boundary\ntools: { a: none }\n', '`boundary` is not a kind of document'],
  ['kind: Invariant\nnever: []\n', '`Invariant` is not a kind of document'],
  ['knid: invariants\nnever: []\n', '`knid` is not a key of a policy'],
  ['Kind: tools\ntools: {}\n', '`Kind` is not a key of a policy'],
  [
    "tools: { get: { arguments.path: { equals: '${tenant.id}' } } }\n",
    'this looks like a document of boundaries, but has no `kind`',
  ],
  [
    'never: [{ id: a, tool: b, action: allow }]\n',
    'this looks like a document of invariants, but has no `kind`',
  ],
  ['rules: [{ tools: [a], action: allow }]\n', 'this looks like a policy, but has no `tenant_id`'],
  ['- { tenant_id: a, plan: free }\n', 'this looks like a list of tenants, but has no `kind`'],
  ['tenants: [{ tenant_id: a }]\n', 'this looks like a list of tenants, but has no `kind`'],
  ['tenantId: a\n', '`tenantId` is not a key of a policy'],
];

const foreign = [
  'apiVersion: v1\nkind: Template\n',
  'kind: Deployment\nspec: {}\n',
  "apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nrules: [{ apiGroups: [''], resources: [pods], verbs: [get] }]\n",
  'on: push\njobs: { tools: { steps: [] } }\n',
  'tools: { ruff: { line-length: 100 } }\n',
  'tools: [a, b]\nnever: true\n',
  'bind: tools\n',
  '- { tenant_id: a, region: eu }\n',
  '- hosts: all\n  rules: [1]\n',
];

describe('the kind of a document', () => {
  test.each(meant)('a near miss is an error: %s', (text, message) => {
    const { diagnostics, unrelated } = readDocument('f.yaml', text);
    expect([unrelated, diagnostics.map((found) => found.message)]).toEqual([false, [message]]);
  });

  test.each(foreign)("other people's YAML is none: %s", (text) => {
    expect(readDocument('f.yaml', text)).toMatchObject({ unrelated: true, diagnostics: [] });
  });
});
