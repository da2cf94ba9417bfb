import { attacksOn } from '../../analysis/attack-catalogue.ts';
import type { ArgumentKind } from '../../analysis/argument-names.ts';
import { haveCommonText } from '../../analysis/common-text.ts';
import { plainForm } from '../../analysis/plain-forms.ts';
import {
  type AskedPattern,
  type PatternQuestions,
  patternQuestions,
  withinBudget,
} from '../asked-patterns.ts';
import { control } from '../control.ts';
import { oncePerPlace, patternReports, typedCure } from '../pattern-report.ts';
import type { LintContext, LintRule, Report } from '../rule.ts';

export const matchRegexOnStructure: LintRule = {
  code: 'match/regex-on-structure',
  level: 'warning',
  kind: 'S',
  edition: 1,
  finds: 'a regex over a path, URL, address, key, SQL, filter or command where a typed matcher exists',
  help: 'write the typed matcher of its kind',
  controls: [
    control('owasp-asi', 'ASI02'),
    control('nist-800-53', 'SI-10'),
    control('csa-aicm', 'AIS-08'),
    control('csa-aicm', 'AIS-11'),
  ],
  check: structureHasTypedMatchers,
};

/**
 * What is allowed of an argument that holds a path, a URL, an address, a key, SQL, a filter or a command is said by the
 * typed matcher of its kind, unless all that the regex lets through is in the plain form anyway.
 */
function* structureHasTypedMatchers(context: LintContext): Iterable<Report> {
  const questions = patternQuestions(context);
  const isNew = oncePerPlace();
  for (const asked of questions.asked) {
    const { kind } = asked;
    if (!asked.grants || kind === undefined || kind === 'text') continue;
    if (asked.found === questions.algebra.all) continue;
    // What takes more than the budget to tell is not plain.
    if (withinBudget(questions.algebra, () => isPlain(asked, kind, questions)) === true) continue;
    const cure = typedCure(asked, context);
    if (!isNew(asked)) continue;
    // A key's prefix may be anything; without one there is nothing to say.
    if (cure.suggestion === undefined && kind === 'key') continue;
    yield* patternReports(asked, {
      message: `a regex over ${names[kind]}, ${asked.path.text}, where a typed matcher exists`,
      label: views[kind],
      help: cure.help,
      ...(cure.fix === undefined ? {} : { fix: cure.fix }),
    });
  }
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
