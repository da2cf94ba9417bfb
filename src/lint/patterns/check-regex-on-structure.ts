import { attacksOn } from '../../analysis/attack-catalogue.ts';
import { haveCommonText } from '../../analysis/common-text.ts';
import { plainForm } from '../../analysis/plain-forms.ts';
import type { ArgumentKind } from '../../profile/argument-names.ts';
import type { LintContext } from '../rule.ts';
import type { AskedPattern, PatternQuestions } from './asked-patterns.ts';
import type { PatternSaid } from './pattern-check.ts';
import { typedCure } from './pattern-report.ts';
import { withoutOverrun } from './without-overrun.ts';

/**
 * What is allowed of an argument that holds a path, a URL, an address, a key, SQL, a filter or a command is said by the
 * typed matcher of its kind, unless all that the regex lets through is in the plain form anyway.
 */
export function checkRegexOnStructure(
  asked: AskedPattern,
  context: LintContext,
  questions: PatternQuestions,
): PatternSaid | undefined {
  const { kind, found, path } = asked;
  if (!asked.grants || kind === undefined || kind === 'text' || found === questions.algebra.all)
    return undefined;
  // Whose rows a query sees is then for somebody else to say, and a regex may say what it does.
  if ((kind === 'sql' || kind === 'filter') && questions.kinds.isDelegated(asked.tool, path))
    return undefined;
  // What takes more than the budget to tell is not plain.
  if (withoutOverrun(() => isPlain(asked, kind, questions)) === true) return undefined;
  const cure = typedCure(asked, context, questions);
  // A key's prefix may be anything; without one there is nothing to say.
  if (cure.suggestion === undefined && kind === 'key') return undefined;
  return {
    message: `a regex over ${names[kind]}, ${path.text}, where a typed matcher exists`,
    label: views[kind],
    help: cure.help,
    ...(cure.fix === undefined ? {} : { fix: cure.fix }),
  };
}

function isPlain({ reached }: AskedPattern, kind: ArgumentKind, { algebra }: PatternQuestions): boolean {
  const plain = plainForm(kind, algebra);
  if (plain !== undefined) return !haveCommonText([...reached, algebra.not(plain)]);
  return attacksOn(kind, { prefix: '', stranger: 'x' }).every(({ what, values }) =>
    values.every(
      (value, index) =>
        !haveCommonText([...reached, algebra.of(`attack ${kind} ${what} ${index}`, () => value)]),
    ),
  );
}

type StructuredKind = Exclude<ArgumentKind, 'text'>;

const names: { readonly [kind in StructuredKind]: string } = {
  path: 'a path',
  url: 'a URL',
  email: 'an address',
  sql: 'SQL',
  filter: 'a filter',
  key: 'a key',
  command: 'a command',
};

const views: { readonly [kind in StructuredKind]: string } = {
  path: 'a regex sees text; the file system sees a path',
  url: 'a regex sees text; the client sees a host and a path',
  email: 'a regex sees text; the mail server sees recipients',
  sql: 'a regex sees text; the database sees a statement',
  filter: 'a regex sees text; the store sees a condition',
  key: 'a regex sees text; the store sees a key',
  command: 'a regex sees text; the shell sees a program',
};
