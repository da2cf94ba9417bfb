import { setHas } from '../../pattern/code-point-set.ts';
import type { PatternNode } from '../../pattern/pattern-node.ts';
import { type LiteralEnd, literalEnds } from '../literal-ends.ts';
import type { Markers } from './reference-markers.ts';
import { type Draft, exactDraft, isAnything, unique } from './suggestion-draft.ts';

/** `email` by the domains that a pattern's matches end with; `equals` for whole addresses. */
export function suggestAddress(node: PatternNode, markers: Markers): Draft | undefined {
  const ends = literalEnds(node, 'end');
  if (ends === undefined || ends.length === 0) return undefined;
  const exact = exactDraft(ends, markers);
  if (exact !== undefined) return exact;
  const domains = ends.map(domainOf);
  if (domains.some((domain) => !isDomain(domain, markers))) return undefined;
  const below = ends.some(({ text }) => !text.includes('@') && text.startsWith('.'));
  const texts = unique(domains).map((domain) => markers.template(domain));
  return {
    typed: { kind: 'email', domains: texts, subdomains: below },
    narrower: ends.some((end) => !isFreeBefore(end)),
    checks: texts.map((text) => ['domain', text]),
  };
}

function domainOf({ text }: LiteralEnd): string {
  return text.slice(text.lastIndexOf('@') + 1).replace(/^\./, '');
}

function isDomain(domain: string, markers: Markers): boolean {
  return markers.isReference(domain) || /[^.]\.[^.]/.test(domain);
}

/** Whether the pattern leaves open what stands before the `@`, as people do that mean any address. */
function isFreeBefore({ text, rest, next }: LiteralEnd): boolean {
  const at = text.lastIndexOf('@');
  if (at > 0) return false;
  if (rest !== 'more') return true;
  if (at === -1 || isAnything(next)) return true;
  const [first, ...more] = next;
  return first?.kind === 'repeat' && isWide(first) && more.every(({ kind }) => kind === 'assertion');
}

function isWide({ item, max }: Extract<PatternNode, { readonly kind: 'repeat' }>): boolean {
  if (item.kind !== 'chars' || (max !== undefined && max < 30)) return false;
  return [...'az09.'].every((character) => setHas(item.set, character.charCodeAt(0)));
}
