import { describe, expect, it } from 'vitest';
import type { ArgumentKind } from '../../src/profile/argument-names.ts';
import { attacksOn } from '../../src/analysis/attack-catalogue.ts';
import { commonText, haveCommonText } from '../../src/analysis/common-text.ts';
import { createLanguageAlgebra, isEmptyLanguage } from '../../src/analysis/language/language-algebra.ts';
import { plainForm } from '../../src/analysis/plain-forms.ts';

const algebra = createLanguageAlgebra();
const frame = { prefix: 'https://api.example/v1/t/', stranger: 'tenant_other' };
const valuesOf = (kind: ArgumentKind) =>
  attacksOn(kind, frame).flatMap(({ what, values }) =>
    values.map((value, index) => ({ what, texts: algebra.of(`${kind} ${what} ${index}`, () => value) })),
  );

describe('attacksOn', () => {
  it.each<ArgumentKind>(['path', 'url', 'email', 'sql', 'filter', 'command'])(
    'has no empty set for %s',
    (kind) => {
      const values = valuesOf(kind);
      expect(values.length).toBeGreaterThan(3);
      for (const { texts } of values) expect(isEmptyLanguage(texts)).toBe(false);
    },
  );

  it.each<ArgumentKind>(['path', 'email', 'command'])(
    'has nothing that a typed matcher of %s takes',
    (kind) => {
      const plain = plainForm(kind, algebra) ?? algebra.none;
      expect(isEmptyLanguage(plain)).toBe(false);
      for (const { what, texts } of valuesOf(kind))
        expect([what, haveCommonText([texts, plain])]).toEqual([what, false]);
    },
  );

  it('has user information and climbing that no URL matcher takes', () => {
    const plain = plainForm('url', algebra) ?? algebra.none;
    for (const { what, texts } of valuesOf('url')) {
      if (/user information|`\.\.`/.test(what))
        expect([what, haveCommonText([texts, plain])]).toEqual([what, false]);
    }
  });

  it('climbs out of the folder that the pattern names', () => {
    const [first] = attacksOn('path', { prefix: '/data/t/in', stranger: 'tenant_other' });
    const [value] = first?.values ?? [];
    const texts = value === undefined ? algebra.none : algebra.of('climb', () => value);
    expect(commonText([texts])).toBe('/data/t/../tenant_other/x');
  });
});
