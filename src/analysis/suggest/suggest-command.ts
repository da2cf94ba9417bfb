import { setHas } from '../../pattern/code-point-set.ts';
import type { PatternNode } from '../../pattern/pattern-node.ts';
import { type LiteralEnd, literalEnds } from '../literal-ends.ts';
import type { Markers } from './reference-markers.ts';
import { type Draft, exactDraft, isAnything, unique } from './suggestion-draft.ts';

/** `command` by the programs that a pattern's matches begin with; `equals` for whole commands. */
export function suggestCommand(node: PatternNode, markers: Markers): Draft | undefined {
  const ends = literalEnds(node, 'start');
  if (ends === undefined || ends.length === 0 || !ends.every(({ anchored }) => anchored)) return undefined;
  const exact = exactDraft(ends, markers);
  if (exact !== undefined) return exact;
  const programs = ends.map(programOf);
  if (programs.some((program) => program === '')) return undefined;
  const texts = unique(programs).map((program) => markers.template(program));
  return {
    typed: { kind: 'command', programs: texts },
    narrower: ends.some(asksForMore),
    checks: texts.map((text) => ['program', text]),
  };
}

/** The first word of a beginning, or nothing where the pattern does not tell where the word ends. */
function programOf({ text, rest, next }: LiteralEnd): string {
  const [word = ''] = text.split(' ');
  const isWhole = word.length < text.length || rest !== 'more' || isAnything(next) || beginsWithSpace(next);
  return isWhole ? word : '';
}

function beginsWithSpace([first]: readonly PatternNode[]): boolean {
  const item = first?.kind === 'repeat' ? first.item : first;
  return item?.kind === 'chars' && setHas(item.set, 0x20) && !setHas(item.set, 0x61);
}

function asksForMore({ text, rest, next }: LiteralEnd): boolean {
  if (text.replace(/^[^ ]* ?/, '') !== '' || rest === 'edge') return true;
  return rest === 'more' && !isAnything(next) && !(beginsWithSpace(next) && isAnything(next.slice(1)));
}
