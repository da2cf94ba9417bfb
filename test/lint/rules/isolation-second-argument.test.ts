import { describe, expect, it } from 'vitest';
import { findingsOf, markedBy } from '../lint-texts.ts';

const code = 'isolation/second-argument';
const tools =
  'kind: tools\ntools: { copy: { arguments: { source: path, destination: path, mirror: url, note: text } } }\n';
const boundaries = (entries: string): string => `kind: boundaries\ntools:\n  copy:\n    ${entries}\n`;
const own = "{ path_within: '/data/${tenant.id}/' }";
const tenant = 'tenant_id: t\nrules: [{ tool: copy, action: allow }]\n';
const found = (b: string, more: Record<string, string> = {}) =>
  findingsOf(code, { 'a.yaml': tenant, 'b.yaml': b, 'c.yaml': tools, ...more });

describe(code, () => {
  it('points at the tool in the boundaries, and says all at once', () => {
    const texts = { 'a.yaml': tenant, 'b.yaml': boundaries(`arguments.source: ${own}`), 'c.yaml': tools };
    expect(markedBy(code, texts)).toEqual(['b.yaml:3:3 copy']);
    expect(findingsOf(code, texts)).toMatchObject([
      {
        severity: 'error',
        message:
          'copy is held to the tenant by arguments.source, but not by arguments.destination and arguments.mirror',
        tool: 'copy',
      },
    ]);
  });

  it.each([
    [
      'all are named',
      `arguments.source: ${own}\n    arguments.destination: ${own}\n    arguments.mirror: open`,
      0,
    ],
    ['one is open, one is not', `arguments.source: ${own}\n    arguments.destination: open`, 1],
    ['none is bounded', 'arguments.source: open', 0],
    ['only the context is bounded', "context.user_id: { equals: '${tenant.id}' }", 0],
  ])('where %s', (_, entries, count) => {
    expect(found(boundaries(entries))).toHaveLength(count);
  });

  it('writes the boundary of the argument that holds the same kind of thing', () => {
    const c = { 'c.yaml': 'kind: tools\ntools: { copy: { arguments: { a: path, b: path, c: path } } }\n' };
    const textOf = (entries: string): unknown => {
      const text = boundaries(entries);
      const [finding] = found(text, c);
      const [edit] = finding?.fix?.edits ?? [];
      if (edit === undefined) return undefined;
      return text.slice(0, edit.range.start.offset) + edit.text + text.slice(edit.range.end.offset);
    };
    expect(textOf(`arguments.a: ${own}`)).toBe(
      boundaries(`arguments.b: ${own}\n    arguments.c: ${own}\n    arguments.a: ${own}`),
    );
    expect(textOf(`{ arguments.a: ${own} }`)).toBe(
      boundaries(`{ arguments.b: ${own}, arguments.c: ${own}, arguments.a: ${own} }`),
    );
    const [mixed] = found(boundaries(`arguments.source: ${own}`));
    expect(mixed).not.toHaveProperty('fix');
    expect(mixed?.help).toContain(`arguments.destination: ${own}`);
  });

  it('is said of each tool that a glob of the boundaries bounds', () => {
    const c =
      'kind: tools\ntools: { copy_a: { arguments: { a: path, b: path } }, copy_b: { arguments: { a: path } } }\n';
    const b = `kind: boundaries\ntools: { 'copy_*': { arguments.a: ${own} } }\n`;
    const a = "tenant_id: t\nrules: [{ tool: '**', action: allow }]\n";
    const all = found(b, { 'a.yaml': a, 'c.yaml': c });
    expect(all.map(({ tool }) => tool)).toEqual(['copy_a']);
    expect(all[0]).not.toHaveProperty('fix');
  });

  it('is told by a profile, without what only narrows', () => {
    const get = 'chroma_get_documents';
    const names = ['collection_name', 'ids', 'where', 'where_document', 'limit', 'offset', 'include'];
    const chroma = `kind: tools\ntools: { ${get}: { input_schema: { properties: { ${names.map((name) => `${name}: {}`).join(', ')} } } } }\n`;
    const a = { 'a.yaml': `tenant_id: t\nrules: [{ tool: ${get}, action: allow }]\n`, 'c.yaml': chroma };
    expect(
      found(
        `kind: boundaries\ntools: { ${get}: { arguments.collection_name: { equals: '\${tenant.id}' } } }\n`,
        a,
      ),
    ).toEqual([]);
    const move =
      'kind: tools\ntools: { move_file: { input_schema: { properties: { source: {}, destination: {} } } } }\n';
    expect(
      found(`kind: boundaries\ntools: { move_file: { arguments.source: ${own} } }\n`, {
        'a.yaml': 'tenant_id: t\nrules: [{ tool: move_file, action: allow }]\n',
        'c.yaml': move,
      }),
    ).toHaveLength(1);
  });
});
