import { UserMistake } from '../host/user-mistake.ts';
import { catalogueCoverage, catalogueNames } from '../lint/controls/catalogue-coverage.ts';
import type { LintOutcome } from '../lint/run-lint.ts';
import type { CatalogueCoverage } from '../model/control-coverage.ts';
import type { Given } from './given.ts';
import { unknownName } from './unknown-name.ts';

/** The catalogues that `--controls` names, each once; several with commas or several times. Throws `UserMistake`. */
export function askedCatalogues(given: Given): readonly string[] {
  const names = given.list('controls').flatMap((text) => text.split(',').map((name) => name.trim()));
  for (const name of names) {
    if (!catalogueNames.includes(name)) throw unknownName('control catalogue', name, catalogueNames);
  }
  if (names.length > 0 && (given.operands.length > 0 || given.text('changed-since') !== undefined)) {
    throw new UserMistake('--controls is about the whole workspace', {
      help: 'name no files beside it: findings in others count for a control too',
    });
  }
  return [...new Set(names)];
}

/** What a run says of every control of these catalogues. */
export function coverageOf(names: readonly string[], outcome: LintOutcome): readonly CatalogueCoverage[] {
  return names.flatMap((name) => catalogueCoverage(name, outcome) ?? []);
}
