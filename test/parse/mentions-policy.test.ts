import { describe, expect, it } from 'vitest';
import { mentionsPolicy } from '../../src/parse/mentions-policy.ts';

describe('a text that is no sound YAML', () => {
  it.each([
    ['tenant_id: acme\nrules: [\n'],
    ['{tenant_id: acme, rules: ['],
    ['tenat_id: acme\n  x: ['],
    ['"tenant_id": acme\n ['],
    ['kind: template\nname: [\n'],
    ['kind: tempalte\nname: [\n'],
    ['- tool: x\n  conditions: ['],
    ['"tenant\\x5fid": acme\nx: ['],
    ['deafult_action: deny\n['],
  ])('may have been meant as a policy: %j', (text) => expect(mentionsPolicy(text)).toBe(true));

  it.each([
    ['kind: Deployment\nname: {{ .Values.name }}\n{{- if .x }}\n'],
    ['a: [1,\n'],
    ['services:\n  web: {image: x\n'],
    ['on: [push\njobs: {}\n'],
    [''],
    ['kind: Service\nmetadata: {\n'],
  ])('is of somebody else: %j', (text) => expect(mentionsPolicy(text)).toBe(false));

  it('is told in linear time', () => {
    const text = `${'a'.repeat(50_000)}${'"'.repeat(50_000)}${'x: '.repeat(50_000)}`;
    expect(mentionsPolicy(text)).toBe(false);
  });
});
