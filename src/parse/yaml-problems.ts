import type { YamlProblem } from './compose-yaml.ts';
import type { Problems, ProblemText } from './problems.ts';

/**
 * Reports what the YAML library found. Of errors that break the structure only the first counts, since the others follow
 * from it. True where the structure can be trusted, so that reading may go on.
 */
export function reportYamlProblems(
  problems: Problems,
  found: readonly YamlProblem[],
  brokenFrom: number,
): boolean {
  let sound = brokenFrom === Infinity;
  let told = false;
  const escapesTold = problems.list.some((diagnostic) => diagnostic.code === 'yaml/escape');
  for (const problem of found) {
    // Bad escapes were reported with their scalars, which say more.
    if (problem.code === 'BAD_DQ_ESCAPE' && escapesTold) continue;
    const breaks = !harmless.has(problem.code);
    if (breaks && (told || problem.start >= brokenFrom)) continue;
    told ||= breaks;
    sound &&= !breaks;
    const end = Math.min(Math.max(problem.end, problem.start + 1), problems.source.text.length);
    problems.add(
      ambiguous.has(problem.code) ? 'yaml/ambiguous' : 'yaml/syntax',
      { start: problem.start, end },
      describe(problem),
    );
  }
  return sound;
}

const harmless = new Set([
  'BAD_DQ_ESCAPE',
  'KEY_OVER_1024_CHARS',
  'TAG_RESOLVE_FAILED',
  'DIRECTIVE',
  'BAD_DIRECTIVE',
]);
const ambiguous = new Set([
  'TAB_AS_INDENT',
  'TOO_DEEP',
  'DIRECTIVE',
  'BAD_DIRECTIVE',
  'BAD_ALIAS',
  'TAG_RESOLVE_FAILED',
]);

function describe(problem: YamlProblem): ProblemText {
  const [first = ''] = problem.message.split('\n');
  if (first.startsWith('Missing closing')) return texts.get('QUOTE') ?? { message: first };
  if (problem.code === 'BAD_INDENT' && first.startsWith('Flow'))
    return texts.get('BRACKET') ?? { message: first };
  const known = texts.get(problem.code);
  return (
    known ?? { message: `this is not YAML: ${first.charAt(0).toLowerCase()}${first.slice(1)}`, label: 'here' }
  );
}

const texts: ReadonlyMap<string, ProblemText> = new Map<string, ProblemText>([
  ['TAB_AS_INDENT', { message: 'a tab cannot indent YAML', label: 'a tab', help: 'indent with spaces' }],
  [
    'TOO_DEEP',
    {
      message: 'the document nests too deep',
      label: 'more than 100 levels',
      help: 'no policy needs this; split it',
    },
  ],
  [
    'TOO_MANY',
    {
      message: 'more wrong escapes than can be listed',
      label: 'the text from here',
      help: 'write backslashes in single quotes',
    },
  ],
  [
    'DIRECTIVE',
    {
      message: 'a YAML directive changes how the text is read',
      label: 'a directive',
      help: 'remove the line',
    },
  ],
  [
    'BAD_DIRECTIVE',
    {
      message: 'a YAML directive changes how the text is read',
      label: 'a directive',
      help: 'remove the line',
    },
  ],
  [
    'TAG_RESOLVE_FAILED',
    { message: 'a tag changes how the value is read', label: 'a tag', help: 'remove the tag' },
  ],
  [
    'BAD_INDENT',
    { message: 'the indentation does not fit', label: 'here', help: 'align the keys of one mapping' },
  ],
  [
    'BLOCK_AS_IMPLICIT_KEY',
    {
      message: 'a second `:` on one line',
      label: 'a mapping inside a line',
      help: 'quote the value, or put it on lines of its own',
    },
  ],
  [
    'MULTILINE_IMPLICIT_KEY',
    {
      message: 'a key that goes over several lines',
      label: 'here',
      help: 'is a `:` missing, or a quote left open?',
    },
  ],
  ['QUOTE', { message: 'a quote is not closed', label: 'opened here', help: 'close it' }],
  [
    'BRACKET',
    {
      message: 'a `[` or `{` is not closed, or its lines are not indented',
      label: 'here',
      help: 'close it, or indent what is inside',
    },
  ],
  ['RESOURCE_EXHAUSTION', { message: 'the document nests too deep', label: 'here' }],
]);
