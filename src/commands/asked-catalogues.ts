import { UserMistake } from '../host/user-mistake.ts';
import { catalogueCoverage, catalogueNames } from '../lint/controls/catalogue-coverage.ts';
import type { LintOutcome } from '../lint/run-lint.ts';
import type { CatalogueCoverage } from '../model/control-coverage.ts';
import type { CommandContext } from './command-context.ts';
import { unknownName } from './unknown-name.ts';

/**
 * The catalogues that `--controls` names, each once; several with commas or several times. Throws `UserMistake`, also
 * where none of the outputs can say what is asked for; notes on `note` which cannot where others can.
 */
export function askedCatalogues({ given, outputs, note }: CommandContext): readonly string[] {
  const names = given.list('controls').flatMap((text) => text.split(',').map((name) => name.trim()));
  for (const name of names) {
    if (!catalogueNames.includes(name)) throw unknownName('control catalogue', name, catalogueNames);
  }
  if (names.length > 0 && (given.operands.length > 0 || given.text('changed-since') !== undefined)) {
    throw new UserMistake('--controls is about the whole workspace', {
      help: 'name no files beside it: findings in others count for a control too',
    });
  }
  if (names.length > 0)
    requirePlace(
      outputs.map(({ format }) => format),
      note,
    );
  return [...new Set(names)];
}

/** What a run says of every control of these catalogues. */
export function coverageOf(names: readonly string[], outcome: LintOutcome): readonly CatalogueCoverage[] {
  return names.flatMap((name) => catalogueCoverage(name, outcome) ?? []);
}

/** A control is neither a place in a file nor a test that passes, which is all that some formats know. */
function requirePlace(formats: readonly string[], note: CommandContext['note']): void {
  const hasSummary = (process.env.GITHUB_STEP_SUMMARY ?? '') !== '';
  const mute = formats.filter((format) => mutes.has(format) || (format === 'github' && !hasSummary));
  if (mute.length === 0) return;
  const others = 'pretty, json, sarif, markdown, or github where GITHUB_STEP_SUMMARY names a file';
  const names = [...new Set(mute)].join(', ');
  if (mute.length < formats.length) {
    note(`--controls is not in ${names}, which cannot say it`);
    return;
  }
  throw new UserMistake(`--controls has no place in ${names}`, { help: `give one of ${others}` });
}

const mutes: ReadonlySet<string> = new Set(['gitlab', 'junit']);
