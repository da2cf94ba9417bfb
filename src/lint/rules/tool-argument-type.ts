import { canMeet, idleOptions, type PathFacts, typesTaken } from '../../analysis/tool-schema/can-meet.ts';
import { type DescribedTools, describedTools } from '../../analysis/tool-schema/described-tools.ts';
import type { ValueFacts } from '../../analysis/tool-schema/value-facts.ts';
import type { ArgumentPath } from '../../model/argument-path.ts';
import type { JsonValue, Scalar } from '../../model/json.ts';
import type { Matcher } from '../../model/matcher.ts';
import { canonicalJson } from '../../text/canonical-json.ts';
import { suggest } from '../../text/suggest.ts';
import { type ArgumentUse, argumentUses } from '../argument-uses.ts';
import { control } from '../control.ts';
import { listed } from '../part-words.ts';
import type { LintContext, LintRule, Report } from '../rule.ts';
import { typeWords } from '../type-words.ts';
import { leavesOf } from '../written-patterns.ts';

export const toolArgumentType: LintRule = {
  code: 'tool/argument-type',
  level: 'error',
  kind: 'S',
  edition: 1,
  finds: 'a matcher, or one of its options, that no value of the type in the tools document can meet',
  help: 'write a matcher for what the argument holds, or correct its type in the tools document',
  controls: [
    control('nist-800-53', 'SI-10'),
    control('nist-800-53', 'CM-6'),
    control('soc2', 'CC8.1'),
    control('csa-aicm', 'AIS-08'),
  ],
  needs: ['tools'],
  check: matchersFitTheirArguments,
};

/** Some value of the argument's declared type gets yes from each matcher, and equals each of its options. */
function* matchersFitTheirArguments({ documents }: LintContext): Iterable<Report> {
  const declared = describedTools(documents);
  if (declared === undefined) return;
  for (const use of argumentUses(documents)) {
    if (use.matcher === undefined) continue;
    const known = use.tools.flatMap((tool) => {
      const facts = declaredFacts(tool, use.path, declared);
      return facts.length === 0 ? [] : [{ tool, facts }];
    });
    if (known.length === 0) continue;
    for (const leaf of leavesOf(use.matcher)) {
      for (const { tool, facts } of known) {
        const wrong = whatIsWrong(leaf, use, tool, facts);
        if (wrong === undefined) continue;
        yield { ...wrong, place: leaf.place, tool, ...(use.rule === undefined ? {} : { rule: use.rule }) };
        break;
      }
    }
  }
}

/** What each description of the tool, or of a glob's tools that have the argument, says of it; none where one is open. */
function declaredFacts(tool: string, path: ArgumentPath, declared: DescribedTools): readonly PathFacts[] {
  const found: PathFacts[] = [];
  for (const about of declared.about(tool)) {
    const answer = declared.read(about, path);
    if (answer.kind === 'missing') continue;
    if (answer.kind === 'open' || answer.facts.types.size === 0) return [];
    found.push({
      value: answer.facts,
      items: answer.items,
      isItem: path.segments.some(({ kind }) => kind === 'each'),
    });
  }
  return found;
}

type Wording = Pick<Report, 'message' | 'label' | 'help'>;

function whatIsWrong(
  matcher: Matcher,
  { path }: ArgumentUse,
  tool: string,
  facts: readonly PathFacts[],
): Wording | undefined {
  const [first] = facts;
  if (first === undefined) return undefined;
  if (!facts.some((known) => canMeet(matcher, known))) return neverMet(matcher, path, tool, first);
  const [idle, ...others] = idleOptions(matcher, first).filter((option) =>
    facts.every((known) => idleOptions(matcher, known).includes(option)),
  );
  if (idle === undefined) return undefined;
  const options = [idle, ...others].map(String);
  return {
    message: `${path.text} of ${tool} is never ${listed(options)}: it is ${valueWords(first.value)}`,
    label: `${listed(options)} is in no call`,
    help: optionHelp(idle, first),
  };
}

function neverMet(matcher: Matcher, path: ArgumentPath, tool: string, facts: PathFacts): Wording {
  const taken = typesTaken(matcher);
  const isRightType = taken.some((type) => facts.value.types.has(type));
  const [option] = idleOptions(matcher, facts);
  return {
    message: `no value of ${path.text} meets this: ${tool} takes ${valueWords(facts.value)}`,
    label: isRightType ? 'no value is in both' : `this takes ${typeWords(taken)}`,
    help: option === undefined ? toolArgumentType.help : optionHelp(option, facts),
  };
}

function optionHelp(option: Scalar, { value, items }: PathFacts): string {
  const options = (value.options ?? items.options ?? []).filter(isScalar);
  const near = typeof option === 'string' ? suggest(option, options.slice(0, 200).map(String)) : undefined;
  if (near !== undefined) return `write ${near}`;
  const retyped = [value, items].some(({ types }) => types.has(otherType(option)));
  const isSpelledAlike = String(Number(option)) === option || option === 'true' || option === 'false';
  if (typeof option === 'string' && isSpelledAlike && retyped) return `write ${option} without quotes`;
  if (typeof option !== 'string' && retyped) return `write '${option}', in quotes`;
  return options.length === 0
    ? toolArgumentType.help
    : `write ${listed(options.map(String)).replace(' and ', ' or ')}`;
}

function otherType(option: Scalar): 'string' | 'number' | 'boolean' {
  if (typeof option !== 'string') return 'string';
  return option === 'true' || option === 'false' ? 'boolean' : 'number';
}

/** `a string`, `a number from 1 to 100`, `one of fast and slow`. */
function valueWords({ types, options, integral, number }: ValueFacts): string {
  if (options !== undefined) return `one of ${listed(options.map(optionText))}`;
  if (types.size > 1 || !types.has('number')) return typeWords(types);
  const bounds = [
    ...(number.min === undefined ? [] : [`from ${number.min}`]),
    ...(number.max === undefined ? [] : [`up to ${number.max}`]),
  ];
  return [integral ? 'an integer' : 'a number', ...bounds].join(' ');
}

function optionText(option: JsonValue): string {
  return isScalar(option) ? String(option) : canonicalJson(option);
}

function isScalar(value: JsonValue): value is Scalar {
  return value !== null && typeof value !== 'object';
}
