import { haveCommonText } from '../../analysis/common-text.ts';
import type { Language } from '../../analysis/language/language-algebra.ts';
import { type OpenSides, openSides } from '../../analysis/open-sides.ts';
import { plainForm } from '../../analysis/plain-forms.ts';
import { anyText, literal, type PatternNode, sequence, wholeText } from '../../pattern/pattern-node.ts';
import type { ArgumentKind } from '../../profile/argument-names.ts';
import type { LintContext } from '../rule.ts';
import type { AskedPattern, PatternQuestions } from './asked-patterns.ts';
import type { PatternSaid } from './pattern-check.ts';
import { quoted } from './pattern-report.ts';
import { showText } from './pattern-witness.ts';

/**
 * A pattern that allows holds both ends of the value: of an address at both sides, of a path, URL, key or command where
 * it begins, of any other value at one side at least, and in all of its alternatives alike.
 */
export function checkUnanchored(
  asked: AskedPattern,
  context: LintContext,
  questions: PatternQuestions,
): PatternSaid | undefined {
  const { algebra, kinds } = questions;
  const { kind, node, found, path } = asked;
  if (!asked.grants) return undefined;
  if (found === algebra.all || kind === 'sql' || kind === 'filter' || kind === 'text') return undefined;
  const sides = openSides(node);
  const wrong = wrongSides(sides, kind);
  if (wrong === undefined) return undefined;
  const plain = kind === undefined ? undefined : plainForm(kind, algebra);
  // Beside a typed matcher a search looks for a word in what is held to its form already.
  if (plain !== undefined && !haveCommonText([...asked.reached, algebra.not(plain)])) return undefined;
  const covered = algebra.of(`whole ${asked.regex.ignoreCase} ${asked.source}`, () => wholeText(node));
  const shown = showText(asked, strangers(algebra.not(covered), kind, questions), context, questions);
  if (shown === undefined) return undefined;
  // There a value of somebody else is another tenant's.
  const isBounded = asked.written === undefined || kinds.boundaryOf(asked.tool, path) !== undefined;
  return {
    ...(isBounded ? { severity: 'error' } : {}),
    message: wrong.replace('$', () => path.text),
    label: `also matches ${quoted(shown.text)}`,
    help: anchorsFor(sides, kind),
    ...(shown.witness === undefined ? {} : { witness: shown.witness }),
  };
}

/** What is wrong, with `$` for the path. */
function wrongSides({ start, end, mixed }: OpenSides, kind: ArgumentKind | undefined): string | undefined {
  if (mixed) return 'in the pattern on $ an anchor holds for one alternative only';
  if (start && end) return 'the pattern on $ is searched: any value with a match in it is allowed';
  if (start && kind !== undefined) return 'the pattern on $ leaves open how the value begins';
  return end && kind === 'email' ? 'the pattern on $ leaves open how the value ends' : undefined;
}

function anchorsFor({ start, end, mixed }: OpenSides, kind: ArgumentKind | undefined): string {
  if (mixed) return 'put the alternatives in a group: `^(?:a|b)$`';
  if (kind === 'email') {
    const name = '`^[^@,;<>\\s]+` before the `@`';
    if (start && end) return `write ${name} and \`$\` at the end`;
    return `write ${start ? name : '`$` at the end'}`;
  }
  if (start && end) return 'write `^` before the pattern and `$` after it, or `.*` where anything may stand';
  return start ? 'write `^` and what the value must begin with' : 'write `$` at the end';
}

/** Sets of values that nobody meant, the most telling first. */
function* strangers(
  more: Language,
  kind: ArgumentKind | undefined,
  { algebra }: PatternQuestions,
): Generator<readonly Language[]> {
  for (const [index, shape] of [...shapesOf(kind), ...shapesOf(undefined)].entries())
    yield [more, algebra.of(`stranger ${kind} ${index}`, () => wholeText(shape))];
  yield [more];
}

function shapesOf(kind: ArgumentKind | undefined): readonly PatternNode[] {
  switch (kind) {
    case 'path':
      return [sequence(literal('/etc/'), anyText), sequence(literal('/tmp/x'), anyText)];
    case 'url':
      return [
        sequence(literal('https://evil.example/'), anyText),
        sequence(literal('https://evil.'), anyText),
      ];
    case 'email':
      return [
        sequence(literal('eve@evil.example,x'), anyText),
        sequence(literal('eve@evil.example'), anyText),
        sequence(literal('eve@'), anyText, literal('.evil.example')),
      ];
    case 'command':
      return [sequence(literal('rm -rf / '), anyText)];
    case 'key':
      return [sequence(literal('tenant_other:'), anyText)];
    default:
      return [
        sequence(literal('not-'), anyText, literal('-at-all')),
        sequence(literal('not-'), anyText),
        sequence(anyText, literal('-at-all')),
      ];
  }
}
