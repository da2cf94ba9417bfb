import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSourceText, lineText, placeOf, positionAt } from '../../src/text/source-text.ts';

describe('source text', () => {
  const cases = [
    { name: 'first line', text: 'ab\ncd', offset: 1, line: 1, column: 2 },
    { name: 'second line', text: 'ab\ncd', offset: 3, line: 2, column: 1 },
    { name: 'a line break belongs to its line', text: 'ab\ncd', offset: 2, line: 1, column: 3 },
    { name: 'the end of the text', text: 'ab\ncd\n', offset: 6, line: 3, column: 1 },
    { name: 'CRLF', text: 'ab\r\ncd', offset: 4, line: 2, column: 1 },
    { name: 'after a byte order mark', text: '\ufeffab', offset: 1, line: 1, column: 1 },
    { name: 'on a byte order mark', text: '\ufeffab', offset: 0, line: 1, column: 1 },
    { name: 'past the end', text: 'ab', offset: 99, line: 1, column: 3 },
    { name: 'before the start', text: 'ab', offset: -1, line: 1, column: 1 },
    { name: 'an empty text', text: '', offset: 0, line: 1, column: 1 },
  ];
  it.each(cases)('counts $name', ({ text, offset, line, column }) => {
    expect(positionAt(createSourceText('f', text), offset)).toMatchObject({ line, column });
  });

  it.each([
    { line: 1, text: 'ab' },
    { line: 2, text: 'cd' },
    { line: 3, text: '' },
    { line: 4, text: '' },
  ])('gives line $line', ({ line, text }) => {
    expect(lineText(createSourceText('f', 'ab\r\ncd\n'), line)).toBe(text);
  });

  it('puts line and column together to the offset', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', '\n', '\r', 'é', '😀') }),
        fc.nat(40),
        (text, offset) => {
          const source = createSourceText('f', text);
          const { line, column, offset: at } = positionAt(source, offset);
          const before = text.split('\n').slice(0, line - 1);
          expect(before.join('\n').length + (line > 1 ? 1 : 0) + column - 1).toBe(at);
        },
      ),
    );
  });

  it('keeps a place inside the text', () => {
    const source = createSourceText('f', 'abc');
    expect(placeOf(source, 2, 99)).toEqual({ file: 'f', line: 1, column: 3, start: 2, end: 3 });
    expect(placeOf(source, 2, 1)).toMatchObject({ start: 2, end: 2 });
  });
});
