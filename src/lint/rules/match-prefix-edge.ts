import { type LiteralEdge, literalEdges } from '../../analysis/literal-edges.ts';
import type { Language } from '../../analysis/language/language-algebra.ts';
import {
  type AskedPattern,
  type PatternQuestions,
  patternQuestions,
  withinBudget,
} from '../asked-patterns.ts';
import { control } from '../control.ts';
import { patternReports, quoted, typedCure } from '../pattern-report.ts';
import { showText } from '../pattern-witness.ts';
import type { LintContext, LintRule, Report } from '../rule.ts';

export const matchPrefixEdge: LintRule = {
  code: 'match/prefix-edge',
  level: 'error',
  kind: 'A',
  edition: 1,
  finds:
    'a prefix that ends inside a segment or label (`/data/tenant_acme` admits `/data/tenant_acme2`), or a domain that begins inside one',
  help: 'end the prefix with its separator, as in `^/data/tenant_acme/`, or write a typed matcher',
  controls: [
    control('owasp-asi', 'ASI03'),
    control('nist-800-53', 'AC-4'),
    control('nist-800-53', 'SI-10'),
    control('soc2', 'CC6.1'),
    control('csa-aicm', 'AIS-08'),
  ],
  check: edgesAreSeparators,
};

/**
 * In a pattern that allows, what a path, a key or a URL begins with ends where a segment or the host does, and the domain
 * that an address or a host ends with begins after an `@` or a dot.
 */
function* edgesAreSeparators(context: LintContext): Iterable<Report> {
  const questions = patternQuestions(context);
  for (const asked of questions.asked) {
    if (!asked.grants || asked.kind === undefined) continue;
    const found = withinBudget(questions.algebra, () => edgeIn(asked, context, questions));
    if (found !== undefined) yield* patternReports(asked, found);
  }
}

function edgeIn(
  asked: AskedPattern,
  context: LintContext,
  questions: PatternQuestions,
): Omit<Report, 'place'> | undefined {
  const edges = asked.kind === undefined ? [] : literalEdges(asked.node, asked.kind);
  for (const edge of edges) {
    const shown = showText(asked, beyond(edge, asked, questions), context, questions);
    if (shown === undefined) continue;
    const cure = typedCure(asked, context);
    const where = edge.side === 'start' ? 'the prefix on $ ends' : 'the suffix on $ begins';
    return {
      message: `${where.replace('$', asked.path.text)} inside a ${edge.part}`,
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
