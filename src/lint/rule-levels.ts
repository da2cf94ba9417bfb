import type { Severity } from '../model/diagnostic.ts';
import type { Level, WorkspaceConfig } from '../model/workspace-config.ts';
import { type PathTest, pathGlob } from '../text/path-glob.ts';
import { suggest } from '../text/suggest.ts';
import { visibleText } from '../text/visible-text.ts';
import { isLockedCode, isNeverOff, type LintRule } from './rule.ts';

/** Where a finding stands and what it would be if nobody had said otherwise. */
interface LevelQuestion {
  readonly code: string;
  readonly file: string;
  readonly severity: Severity;
}

export interface RuleLevels {
  readonly levelOf: (question: LevelQuestion) => Level;
  /** What the configuration says about rules that cannot be done, each for a person, without full stop. */
  readonly problems: readonly string[];
}

export interface LevelSources {
  readonly lint: WorkspaceConfig['lint'];
  /** `--rule code=level`, which counts before the configuration. */
  readonly overriding?: ReadonlyMap<string, Level>;
  /** In place of `lint.edition`; Infinity previews what comes next. */
  readonly edition?: number;
  readonly rules: readonly LintRule[];
}

/**
 * How the levels of findings are told: the command line, else the last override whose files have it, else
 * `lint.rules`, else the rule's own. A rule of a later edition than the workspace's is a note unless named. Locked codes
 * (`isLockedCode`) keep their level, and to lower one is a problem; so is switching off what `isNeverOff`, which does
 * not count then.
 */
export function ruleLevels({ lint, overriding = new Map(), edition, rules }: LevelSources): RuleLevels {
  const editions = new Map(rules.map((rule) => [rule.code, rule.edition]));
  const current = edition ?? lint.edition;
  const problems: string[] = [];
  const newest = Math.max(...rules.map((rule) => rule.edition));
  if (Number.isFinite(current) && current > newest)
    problems.push(`edition ${current} is later than what this version knows, which is ${newest}`);
  const base = new Map(Object.entries(lint.rules));
  const overrides = lint.overrides.map((override) => ({
    applies: anyGlob(override.files, problems),
    levels: new Map(Object.entries(override.rules)),
  }));
  for (const levels of [base, ...overrides.map((override) => override.levels), overriding]) {
    checkLevels(levels, rules, problems);
  }
  return {
    problems,
    levelOf: ({ code, file, severity }) => {
      if (isLockedCode(code)) return severity;
      const named =
        overriding.get(code) ??
        overrides.findLast(({ applies, levels }) => levels.has(code) && applies(file))?.levels.get(code) ??
        base.get(code);
      if (named !== undefined && !(named === 'off' && isNeverOff(code))) return named;
      return (editions.get(code) ?? 0) > current ? 'note' : severity;
    },
  };
}

function checkLevels(
  levels: ReadonlyMap<string, Level>,
  rules: readonly LintRule[],
  problems: string[],
): void {
  const own = new Map(rules.map(({ code, level }) => [code, level]));
  for (const [code, level] of levels) {
    const before = own.get(code);
    const shown = visibleText(code);
    if (before === undefined && !isLockedCode(code)) {
      const near = suggest(code, own.keys());
      problems.push(`there is no rule ${shown}${near === undefined ? '' : `; did you mean ${near}?`}`);
    } else if (isLockedCode(code) && level !== 'error')
      problems.push(`the level of ${shown} cannot be lowered`);
    else if (isNeverOff(code) && level === 'off')
      problems.push(`${shown} cannot be off; --allow-undecided lets a run pass with it`);
  }
}

function anyGlob(globs: readonly string[], problems: string[]): PathTest {
  const tests: PathTest[] = [];
  for (const glob of globs) {
    const test = pathGlob(glob);
    if (test === undefined) problems.push(`the glob ${visibleText(glob)} stands for too many names`);
    else tests.push(test);
  }
  return (path) => tests.some((test) => test(path));
}
