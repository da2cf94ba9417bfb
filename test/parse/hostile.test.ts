import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readConfig } from '../../src/parse/read-config.ts';
import { readDocument } from '../../src/parse/read-document.ts';
import { runs } from '../support/is-long.ts';

const folder = join(import.meta.dirname, '../../fixtures/parse');
const good = readdirSync(folder).map((name) => readFileSync(join(folder, name, 'input.yaml'), 'utf8'));

function check(text: string): void {
  const reading = readDocument('f.yaml', text);
  const all = [...reading.diagnostics, ...readConfig('policy.config.yaml', text).diagnostics];
  for (const { place, fix, message } of all) {
    expect(message).not.toBe('');
    expect(place.start).toBeGreaterThanOrEqual(0);
    expect(place.end).toBeGreaterThanOrEqual(place.start);
    expect(place.end).toBeLessThanOrEqual(text.length);
    for (const edit of fix?.edits ?? []) expect(edit.end).toBeLessThanOrEqual(text.length);
  }
  // A document may be missing only where something says why.
  if (!reading.unrelated && reading.documents.length === 0) expect(reading.diagnostics).not.toEqual([]);
}

describe('hostile text', () => {
  it('never throws on any text', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }), check), {
      numRuns: runs(120, 3000),
    });
  });

  it('never throws on YAML’s own signs', () => {
    const unit = fc.constantFrom(
      ...[
        'a',
        ' ',
        '\n',
        '  ',
        '- ',
        ': ',
        ':',
        '[',
        ']',
        '{',
        '}',
        ',',
        '&a ',
        '*a',
        '!t ',
        '|',
        '>',
        '"',
        "'",
        '\\',
        '#',
      ],
      ...[
        '%',
        '@',
        '---\n',
        '...\n',
        '? ',
        '<<: ',
        '${',
        '\t',
        '\r\n',
        '1',
        'no',
        'tenant_id: x\n',
        'kind: baseline\n',
      ],
    );
    fc.assert(
      fc.property(fc.array(unit, { maxLength: 60 }), (parts) => check(parts.join(''))),
      { numRuns: runs(700, 15_000) },
    );
  });

  it('never throws on damaged documents', () => {
    const damage = fc.record({
      text: fc.constantFrom(...good),
      at: fc.nat(),
      length: fc.nat(12),
      insert: fc.oneof(
        fc.constantFrom('', '\n', '"', '[', 'null', '\\', '${', ': ', '5', '{}', '*x'),
        fc.string({ maxLength: 5 }),
      ),
    });
    const property = fc.property(damage, ({ text, at, length, insert }) => {
      const start = at % text.length;
      check(text.slice(0, start) + insert + text.slice(start + length));
    });
    fc.assert(property, { numRuns: runs(250, 6000) });
  });

  const deep = runs(3_000, 8_000);
  it.each([
    ['brackets', '['.repeat(deep)],
    ['dashes', '- '.repeat(deep)],
    ['questions', '? '.repeat(deep)],
    ['braces', '{a: '.repeat(deep)],
    ['anchors', '&a '.repeat(deep)],
    ['closed brackets', ']'.repeat(deep)],
    ['escapes', `tenant_id: x\nname: "${'\\s'.repeat(deep)}"`],
    ['references', `tenant_id: x\nrules: [{ tool: t, action: deny, reason: '${'${x} '.repeat(deep)}' }]`],
    ['wrong rules', `tenant_id: x\nrules:\n${'- { tool: t, action: alow, x: 1 }\n'.repeat(deep)}`],
    ['torn references', `tenant_id: x\na: [${'${x}, '.repeat(deep)}]`],
    ['duplicate keys', `tenant_id: x\n${'a: 1\n'.repeat(deep)}`],
    ['merge keys', `a: &a {x: 1}\ntenant_id: x\n${'<<: *a\n'.repeat(deep)}`],
    ['an alias bomb', bomb()],
    [
      'aliases of nothing among anchors',
      `tenant_id: x\na: [${'&a1 x, '.repeat(deep)}${Array.from({ length: deep }, (_, n) => `&b${n} x, `).join('')}${'*c0, '.repeat(deep)}]`,
    ],
    ['documents', '---\ntenant_id: x\n'.repeat(deep)],
    ['NUL', '\0'.repeat(deep)],
    ['too large', `tenant_id: x\n#${' '.repeat(9 * 1024 * 1024)}`],
  ])('answers soon and in bounds: %s', (_name, text) => {
    // What mentions nothing of policies is somebody else's, whatever is wrong with it.
    for (const whole of [text, `${text}\n# tenant_id: x`]) {
      const { diagnostics, unrelated } = readDocument('f.yaml', whole);
      expect(diagnostics.length > 0 || unrelated).toBe(true);
      expect(diagnostics.length).toBeLessThanOrEqual(1001);
      expect(unrelated).toBe(whole === text && !text.includes('tenant_id'));
    }
  });
});

function bomb(): string {
  const lines = ['tenant_id: x', 'a0: &a0 [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]'];
  for (let n = 1; n < 9; n += 1)
    lines.push(
      `a${n}: &a${n} [${Array(10)
        .fill(`*a${n - 1}`)
        .join(', ')}]`,
    );
  return lines.join('\n');
}
