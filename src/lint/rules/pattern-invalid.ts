import { patternText } from '../../engine/compile/pattern-text.ts';
import { scalarOffset } from '../../parse/scalar-offset.ts';
import { parsePattern } from '../../pattern/parse-pattern.ts';
import { placeOf, type SourceText } from '../../text/source-text.ts';
import { control } from '../control.ts';
import type { LintContext, LintRule, Report } from '../rule.ts';
import {
  invariantMatchers,
  patternsAmong,
  type WrittenPattern,
  writtenPatterns,
} from '../written-patterns.ts';

export const patternInvalid: LintRule = {
  code: 'pattern/invalid',
  level: 'error',
  kind: 'S',
  edition: 1,
  finds: 'a regex outside the dialect: the construct, its column, what to write instead',
  help: 'write RE2 syntax without `\\C`, or a typed matcher',
  controls: [control('nist-800-53', 'SI-10'), control('nist-800-53', 'AC-3'), control('csa-aicm', 'AIS-08')],
  check: patternsAreOfTheDialect,
};

/** Every regular expression is one of the dialect, and holds references only where text may stand. */
function* patternsAreOfTheDialect({ documents, sources }: LintContext): Iterable<Report> {
  const patterns = [...writtenPatterns(documents), ...patternsAmong(invariantMatchers(documents))];
  for (const written of patterns) {
    const source = sources.get(written.matcher.place.file);
    for (const problem of problemsOf(written)) {
      yield {
        message: problem.message,
        help: problem.help,
        label: 'here',
        place: source === undefined ? written.matcher.place : placeIn(source, written, problem),
        ...(written.rule === undefined ? {} : { rule: written.rule }),
        ...(written.tool === undefined ? {} : { tool: written.tool }),
      };
    }
  }
}

/** What is wrong with a pattern; indices are in the scalar's value. */
interface PatternProblem {
  readonly index: number;
  readonly end: number;
  readonly message: string;
  readonly help: string;
}

function problemsOf({ matcher }: WrittenPattern): readonly PatternProblem[] {
  const { source, written, misuses } = patternText(matcher.pattern);
  if (misuses.length > 0) return misuses;
  const parsed = parsePattern(source, { ignoreCase: matcher.ignoreCase });
  if (parsed.ok) return [];
  const { index, end, message, help } = parsed.error;
  return [{ index: written(index), end: written(end), message, help }];
}

function placeIn(
  source: SourceText,
  { matcher }: WrittenPattern,
  { index, end }: PatternProblem,
): Report['place'] {
  const start = scalarOffset(source, matcher.place, index);
  return placeOf(source, start, Math.max(scalarOffset(source, matcher.place, end), start));
}
