import type { Language } from '../../analysis/language/language-algebra.ts';
import { type LiteralEdge, literalEdges } from '../../analysis/literal-edges.ts';
import type { LintContext } from '../rule.ts';
import type { AskedPattern, PatternQuestions } from './asked-patterns.ts';
import type { PatternSaid } from './pattern-check.ts';
import { quoted, typedCure } from './pattern-report.ts';
import { showText } from './pattern-witness.ts';

/**
 * In a pattern that allows, what a path, a key or a URL begins with ends where a segment or the host does, and the domain
 * that an address or a host ends with begins after an `@` or a dot.
 */
export function checkPrefixEdge(
  asked: AskedPattern,
  context: LintContext,
  questions: PatternQuestions,
): PatternSaid | undefined {
  if (!asked.grants || asked.kind === undefined) return undefined;
  const edges = literalEdges(asked.node, asked.kind);
  for (const edge of edges) {
    const shown = showText(asked, beyond(edge, asked, questions), context, questions);
    if (shown === undefined) continue;
    const cure = typedCure(asked, context, questions);
    const where = edge.side === 'start' ? 'the prefix on $ ends' : 'the suffix on $ begins';
    return {
      message: `${where.replace('$', () => asked.path.text)} inside a ${edge.part}`,
      label: `also matches ${quoted(shown.text)}`,
      help: cure.suggestion === undefined ? separatorFor(edge) : cure.help,
      ...(cure.fix === undefined ? {} : { fix: cure.fix }),
      ...(shown.witness === undefined ? {} : { witness: shown.witness }),
    };
  }
  return undefined;
}

function* beyond(
  edge: LiteralEdge,
  asked: AskedPattern,
  { algebra }: PatternQuestions,
): Generator<readonly Language[]> {
  for (const [index, stranger] of edge.strangers.entries()) {
    const texts = algebra.of(`edge ${edge.side} ${asked.kind} ${index} ${edge.literal}`, () => stranger);
    yield [texts];
  }
}

function separatorFor({ side, part }: LiteralEdge): string {
  if (side === 'end') return 'write `@` or `\\.` before the domain';
  return part === 'label' ? 'end the host with `/`' : 'end the prefix with its separator, `/` or `:`';
}
