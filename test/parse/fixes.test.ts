import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Edit } from '../../src/model/diagnostic.ts';
import { readDocument } from '../../src/parse/read-document.ts';

const folder = join(import.meta.dirname, '../../fixtures/parse');

function applied(text: string, edits: readonly Edit[]): string {
  const ordered = edits.toSorted((a, b) => b.start - a.start);
  return ordered.reduce(
    (result, edit) => result.slice(0, edit.start) + edit.text + result.slice(edit.end),
    text,
  );
}

describe('safe fixes', () => {
  it.each(readdirSync(folder))('of %s cure what they are for and nothing else', (name) => {
    const text = readFileSync(join(folder, name, 'input.yaml'), 'utf8');
    const { diagnostics } = readDocument('f.yaml', text);
    for (const { code, message, fix } of diagnostics) {
      if (fix?.safe !== true) continue;
      const after = readDocument('f.yaml', applied(text, fix.edits)).diagnostics;
      expect(after.filter((other) => other.code === code && other.message === message)).toEqual([]);
    }
  });

  it('turn any pattern in double quotes into the same pattern in single quotes', () => {
    const unit = fc.constantFrom('a', '\\s', '\\d', '\\.', '\\(', "'", ' ', '[', ']', '#', ': ', '{', '\\"');
    fc.assert(
      fc.property(fc.array(unit), (parts) => {
        const written = `\\s${parts.join('')}`;
        const text = `tenant_id: t\nrules: [{ tool: x, conditions: [{ match: { arguments.q: "${written}" }, action: deny }] }]\n`;
        const [problem, ...more] = readDocument('f.yaml', text).diagnostics;
        expect([problem?.code, more.length, problem?.fix?.safe]).toEqual(['yaml/escape', 0, true]);
        const [document] = readDocument('f.yaml', applied(text, problem?.fix?.edits ?? [])).documents;
        const matcher =
          document?.kind === 'tenant' ? document.rules[0]?.conditions[0]?.match[0]?.matcher : undefined;
        expect(matcher).toMatchObject({ kind: 'regex', pattern: [written.replaceAll('\\"', '"')] });
      }),
    );
  });
});
