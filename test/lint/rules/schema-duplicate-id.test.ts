import { describe, expect, it } from 'vitest';
import { markedBy } from '../lint-texts.ts';

describe('schema/duplicate-id', () => {
  it('is a rule id that stands twice', () => {
    const rules = '  - { id: a, tool: x, action: deny }\n  - { id: a, tool: y, action: deny }\n';
    expect(markedBy('schema/duplicate-id', `tenant_id: t\nrules:\n${rules}`)).toEqual(['policy.yaml:4:11 a']);
  });

  it('is a tenant with two policies', () => {
    const files = { 'a.yaml': 'tenant_id: acme\n', 'b.yaml': 'tenant_id: acme\n' };
    expect(markedBy('schema/duplicate-id', files)).toEqual(['b.yaml:1:12 acme']);
    const reversed = Object.fromEntries(Object.entries(files).reverse());
    expect(markedBy('schema/duplicate-id', reversed)).toEqual(['b.yaml:1:12 acme']);
    // The first of the two has a part in it.
    expect(markedBy('schema/duplicate-id', files, { files: new Set(['a.yaml']) })).toHaveLength(1);
  });

  it('is nothing where one id is in two policies', () => {
    const text = (id: string): string => `tenant_id: ${id}\nrules: [{ id: a, tool: x, action: deny }]\n`;
    expect(markedBy('schema/duplicate-id', { 'a.yaml': text('a'), 'b.yaml': text('b') })).toEqual([]);
  });
});
