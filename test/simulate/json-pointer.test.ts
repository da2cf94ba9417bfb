import { describe, expect, test } from 'vitest';
import { parseJsonPointer, readJsonPointer } from '../../src/simulate/json-pointer.ts';

describe('a JSON Pointer', () => {
  const root = { a: { 'b/c': [10, { d: 1 }], 'e~f': null }, '': 'empty' };
  test.each([
    ['', root],
    ['/a/b~1c/0', 10],
    ['/a/b~1c/1/d', 1],
    ['/a/e~0f', null],
    ['/', 'empty'],
    ['/a/b~1c/01', undefined],
    ['/a/b~1c/-', undefined],
    ['/a/b~1c/length', undefined],
    ['/constructor', undefined],
    ['/a/toString', undefined],
  ])('%j', (text, expected) => {
    const pointer = parseJsonPointer(text);
    expect(pointer).toBeDefined();
    if (pointer !== undefined) expect(readJsonPointer(pointer, root)).toEqual(expected);
  });

  test.each(['a', 'a/b', '/a~', '/a~2'])('%j is none', (text) => {
    expect(parseJsonPointer(text)).toBeUndefined();
  });
});
