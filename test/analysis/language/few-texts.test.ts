import { describe, expect, it } from 'vitest';
import { fewTexts } from '../../../src/analysis/language/few-texts.ts';
import { createLanguageAlgebra, type Language } from '../../../src/analysis/language/language-algebra.ts';
import { parsePattern } from '../../../src/pattern/parse-pattern.ts';

const algebra = createLanguageAlgebra();

function languageOf(pattern: string): Language {
  const parsed = parsePattern(pattern, { ignoreCase: false });
  if (!parsed.ok) throw new Error(pattern);
  return algebra.of(pattern, () => parsed.node);
}

describe('few texts', () => {
  it.each<readonly [pattern: string, texts: readonly string[] | undefined]>([
    ['^$', ['']],
    ['^a$', ['a']],
    ['^(x|yz|)$', ['', 'x', 'yz']],
    ['^[ab]{2}c?$', ['aa', 'ab', 'ba', 'bb', 'aac', 'abc', 'bac', 'bbc']],
    ['^[é-ë]$', ['é', 'ê', 'ë']],
    ['^[\\x{d7fe}-\\x{e001}]$', ['\ud7fe', '\ud7ff', '\ue000', '\ue001']],
    ['^[a-h]$', ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']],
    ['^[a-i]$', undefined],
    ['^[ab]{3}[ab]?$', undefined],
    ['^a*$', undefined],
    ['^(ab)*c$', undefined],
    ['^.$', undefined],
    ['a', undefined],
    ['^a{0,1000}$', undefined],
  ])('of %j', (pattern, texts) => {
    const found = fewTexts(languageOf(pattern), 8);
    expect(found === undefined ? undefined : [...found].sort()).toEqual(
      texts === undefined ? undefined : [...texts].sort(),
    );
  });

  it('of nothing are none', () => {
    expect(fewTexts(algebra.none, 8)).toEqual([]);
    expect(fewTexts(algebra.all, 8)).toBeUndefined();
  });
});
