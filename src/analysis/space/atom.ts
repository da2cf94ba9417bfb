import type { BoundMatcher } from '../../engine/compile/bound-matcher.ts';
import type { LinkedPath } from '../../engine/compile/linked-tool.ts';
import type { TextLanguages } from '../../engine/compile/text-languages.ts';
import type { ArgumentPath } from '../../model/argument-path.ts';
import type { Language, LanguageAlgebra } from '../language/language-algebra.ts';

/**
 * A matcher on a path, as far as its answers go: two that answer alike by form are one atom, wherever they stand and
 * whichever version of a policy they are from.
 */
export interface Atom {
  readonly id: number;
  readonly path: ArgumentPath;
  readonly matcher: BoundMatcher;
  readonly wholeOnly: boolean;
  readonly readsElements: boolean;
  readonly readsWhole: boolean;
  /** The texts that a bit of the matcher stands for. */
  readonly languageOf: (bit: number) => Language;
  /** Its answers on texts, by what is asked; filled as they are asked. */
  readonly known: Map<string, Language>;
}

/** What an atom is made of. */
interface AskedMatcher extends Pick<LinkedPath, 'matcher' | 'wholeOnly' | 'readsElements' | 'readsWhole'> {
  readonly path: ArgumentPath;
}

/** Gives every matcher on a path its atom. */
export interface AtomTable {
  atomOf(matcher: AskedMatcher, languages: TextLanguages): Atom;
  /** An atom that says yes to the texts of a language and no to all others. */
  textAtom(path: ArgumentPath, language: Language): Atom;
}

export function createAtomTable(algebra: LanguageAlgebra): AtomTable {
  const atoms = new Map<string, Atom>();
  const put = (key: string, make: (id: number) => Atom): Atom => {
    const known = atoms.get(key) ?? make(atoms.size);
    atoms.set(key, known);
    return known;
  };
  return {
    atomOf({ path, matcher, wholeOnly, readsElements, readsWhole }, languages) {
      const key = `${path.text} ${matcherKey(matcher, (bit) => languages.keys[bit] ?? '')}`;
      return put(key, (id) => ({
        id,
        path,
        matcher,
        wholeOnly,
        readsElements,
        readsWhole,
        known: new Map(),
        languageOf(bit) {
          const node = languages.nodes[bit];
          if (node === undefined)
            throw new Error('a matcher asks for a language that its path does not have');
          return algebra.of(languages.keys[bit] ?? '', () => node);
        },
      }));
    },
    textAtom: (path, language) =>
      put(`${path.text} text ${language.id}`, (id) => ({
        id,
        path,
        matcher: { kind: 'regex', ifAbsent: 0, bit: 0 },
        wholeOnly: false,
        readsElements: true,
        readsWhole: false,
        known: new Map(),
        languageOf: () => language,
      })),
  };
}

/** The same for matchers that answer alike by form. */
function matcherKey(matcher: BoundMatcher, keyOf: (bit: number) => string): string {
  switch (matcher.kind) {
    case 'regex':
      return JSON.stringify(['regex', keyOf(matcher.bit)]);
    case 'one_of':
    case 'contains': {
      const { values, contextKeys } = matcher.options;
      const options = [...values].map((value) => JSON.stringify(value)).sort();
      return JSON.stringify([matcher.kind, options, [...contextKeys].sort()]);
    }
    case 'within':
      return JSON.stringify([
        'within',
        keyOf(matcher.canonicalBit),
        matcher.bits.map(keyOf).sort(),
        matcher.callPrefixes.map(({ form, head, contextKey, tail }) => [form, head, contextKey, tail]),
      ]);
    case 'number':
      return JSON.stringify(['number', String(matcher.min), String(matcher.max), matcher.integer]);
    case 'length':
      return JSON.stringify(['length', String(matcher.min), String(matcher.max)]);
    case 'exists':
      return `exists ${matcher.exists}`;
    case 'not':
      return `not ${matcherKey(matcher.matcher, keyOf)}`;
    case 'any_of':
    case 'all_of':
      return `${matcher.kind} ${JSON.stringify(matcher.matchers.map((part) => matcherKey(part, keyOf)))}`;
    case 'sql':
    case 'filter':
      return matcher.form;
  }
}
