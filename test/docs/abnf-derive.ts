import type { Random } from '../reference/random.ts';
import type { AbnfNode, Grammar } from './abnf.ts';
import { makes, type Prose } from './abnf-match.ts';

/** What a random text is made with. */
export interface Deriving {
  readonly grammar: Grammar;
  readonly prose: Prose;
  /** Texts that words in angle brackets stand for. */
  readonly samples: ReadonlyMap<string, readonly string[]>;
  readonly random: Random;
}

/** A text that the node makes; undefined where luck ran out on the way. */
export function derive(deriving: Deriving, node: AbnfNode): string | undefined {
  const { grammar, random } = deriving;
  switch (node.kind) {
    case 'text':
      return node.characters.join('');
    case 'range':
      return String.fromCodePoint(codeIn(node.low, node.high, random));
    case 'rule': {
      const rule = grammar.get(node.name);
      return rule === undefined ? undefined : derive(deriving, rule);
    }
    case 'prose':
      return random.pickAny(deriving.samples.get(node.words) ?? []);
    case 'choice':
      return derive(deriving, random.pick(node.options));
    case 'sequence':
      return joined(node.items.map((item) => derive(deriving, item)));
    case 'repeat': {
      const more = random.chance(0.02) ? 61 : random.below(4);
      const count = Math.min(node.max, node.min + more);
      return joined(Array.from({ length: count }, () => derive(deriving, node.item)));
    }
    case 'but':
      return deriveBut(deriving, node);
  }
}

function deriveBut(
  deriving: Deriving,
  { wanted, without }: Extract<AbnfNode, { kind: 'but' }>,
): string | undefined {
  const grammar = new Map([
    ...deriving.grammar,
    ...without.map((node, index) => [`but ${index}`, node] as const),
  ]);
  for (let tries = 0; tries < 20; tries += 1) {
    const text = derive(deriving, wanted);
    if (text === undefined) continue;
    if (!without.some((_, index) => makes(grammar, `but ${index}`, text, deriving.prose))) return text;
  }
  return undefined;
}

function joined(parts: readonly (string | undefined)[]): string | undefined {
  return parts.includes(undefined) ? undefined : parts.join('');
}

const favourites: readonly number[] = [...' aZ09./\\%:-_~\t\n\u00e9\u2024\u200b\uff0f😀'].map(
  (each) => each.codePointAt(0) ?? 0,
);

/** Of a wide range mostly a character that tends to matter. */
function codeIn(low: number, high: number, random: Random): number {
  const fitting = favourites.filter((code) => code >= low && code <= high);
  const code = random.chance(0.8) ? random.pickAny(fitting) : undefined;
  const any = code ?? low + random.below(high - low + 1);
  return any >= 0xd800 && any <= 0xdfff ? 0x61 : any;
}
