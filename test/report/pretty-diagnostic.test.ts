import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../src/model/diagnostic.ts';
import { prettyDiagnostic } from '../../src/report/pretty-diagnostic.ts';
import { textWidth } from '../../src/report/text-width.ts';
import { createSourceText, placeOf } from '../../src/text/source-text.ts';

/** Prints a diagnostic about the part of a text that stands between « and ». */
function printed(marked: string, more: Partial<Diagnostic> = {}): string {
  const start = marked.indexOf('«');
  const end = marked.indexOf('»') - 1;
  const source = createSourceText('tenants/acme.yaml', marked.replace(/[«»]/g, ''));
  const place = placeOf(source, start, end);
  return prettyDiagnostic(
    { code: 'schema/invalid', severity: 'error', message: 'wrong', place, ...more },
    source,
  );
}

function caretLine(marked: string): readonly [string, string] {
  const [line = '', carets = ''] = printed(marked).split('\n').slice(2);
  return [line, carets];
}

describe('a diagnostic for people', () => {
  it('says what, where, and what to write', () => {
    const text = printed("a: 1\nrules:\n  - tool: «'x'»\n", {
      label: 'no such tool',
      help: 'y',
      message: 'unknown tool',
    });
    expect(text).toBe(
      [
        'error schema/invalid  unknown tool',
        '  tenants/acme.yaml:3:11',
        "  3 |   - tool: 'x'",
        '    |           ^^^ no such tool',
        '  write    y',
        '  more     policy rules schema/invalid',
      ].join('\n'),
    );
  });

  const aligned: readonly (readonly [string, string])[] = [
    ['plain text', 'key: «value» # more'],
    ['tabs before it', '\tkey:\t«value»'],
    ['tabs in it', 'key: «a\tb» c'],
    ['wide letters before it', 'キー: «value»'],
    ['wide letters in it', 'key: «値段» x'],
    ['emoji before it', 'k: "😀👍🏽👩‍👩‍👧" «v»'],
    ['combining marks before it', 'e\u0301e\u0301: «v»'],
    ['control characters before it', 'a\u001b[2J\u202e: «v»'],
    ['nothing marked', 'key: «»value'],
    ['the end of the line', 'key:«»'],
  ];
  it.each(aligned)('sets carets under the place after %s', (_what, marked) => {
    const [line, carets] = caretLine(marked);
    const [, , from = ''] = /^(.*)«/.exec(marked) ? ['', '', marked.slice(0, marked.indexOf('«'))] : [];
    const indent = carets.indexOf('^');
    // What stands left of the carets, on the screen, is as wide as their indent.
    let left = '';
    for (const { segment } of new Intl.Segmenter().segment(line)) {
      if (textWidth(left) >= indent) break;
      left += segment;
    }
    expect(textWidth(left)).toBe(indent);
    expect(from === '' || left.length > 6).toBe(true);
    expect(carets.trim()).toMatch(/^\| +\^+$/);
  });

  it('puts carets exactly under wide letters', () => {
    expect(caretLine('漢字: «値» x')).toEqual(['  1 | 漢字: 値 x', '    |       ^^']);
    expect(caretLine('\ta: «b»')).toEqual(['  1 |     a: b', '    |        ^']);
  });

  it('marks the first line of a place that spans several', () => {
    expect(caretLine('a: «b\nc: d»')).toEqual(['  1 | a: b', '    |    ^']);
  });

  it('keeps only the part of a long line around the place, cutting no character in two', () => {
    const [line, carets] = caretLine(`${'😀'.repeat(4000)}«x»${'y'.repeat(100_000)}`);
    expect(line.length).toBeLessThan(200);
    expect(line.isWellFormed()).toBe(true);
    const [, before = ''] = /\| (…(?:😀)+)xy+…$/.exec(line) ?? [];
    expect(carets.indexOf('^')).toBe('  1 | '.length + textWidth(before));
  });

  // Columns as terminals count them, after Unicode's East Asian Width.
  const widths: readonly (readonly [string, number])[] = [
    ['ﾊﾟ', 2],
    ['ハ', 2],
    ['㈱', 2],
    ['ꀀ', 2],
    ['ㄅ', 2],
    ['！', 2],
    ['한', 2],
    ['\u1112\u1161\u11ab', 2],
    ['🇩🇪', 2],
    ['👍🏽', 2],
    ['é', 1],
    ['e\u0301', 1],
    ['\u0301', 0],
    ['ß', 1],
    ['→', 1],
  ];
  it.each(widths)('%s takes %i columns', (text, columns) => {
    expect(textWidth(text)).toBe(columns);
    const [, carets] = caretLine(`${text}: «v»`);
    expect(carets.indexOf('^')).toBe('  1 | '.length + columns + 2);
  });

  it('shows hostile text and obeys none of it', () => {
    const hostile = '\u001b]0;x\u0007\u202e\u200b\r\u0085';
    const text = printed(`«${hostile}»`, { message: hostile, help: hostile, label: hostile, code: hostile });
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b\u202e]/);
    expect(text).toContain('\\u{1b}]0;x\\u{7}\\u{202e}\\u{200b}');
  });

  it('shows no order to a runner, wherever the mark begins', () => {
    for (const marked of ['a ##«[stop-commands]x»', 'a #«#vso[x]»', 'a «##»[x]', '«##vs»o[x]'])
      expect(printed(marked)).not.toMatch(/##[a-z]*\[/);
  });

  it('does without the source', () => {
    const place = { file: 'a.yaml', line: 1, column: 1, start: 0, end: 1 };
    expect(
      prettyDiagnostic({ code: 'c', severity: 'note', message: 'm', label: 'here', place }, undefined),
    ).toBe('note c  m\n  a.yaml:1:1\n  here\n  more     policy rules c');
  });
});
