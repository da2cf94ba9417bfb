import { schemaArguments } from '../analysis/tool-schema/schema-arguments.ts';
import type { ValueFacts } from '../analysis/tool-schema/value-facts.ts';
import type { ArgumentPath } from '../model/argument-path.ts';
import { parseArgumentPath } from '../parse/argument-path.ts';
import type { ArgumentKind } from '../profile/argument-names.ts';
import { isAtOrAbove } from './passing-rules.ts';
import type { ToolKnowledge } from './tool-knowledge.ts';

/** An argument that says whose resource a call touches. */
export interface ResourceArgument {
  readonly path: ArgumentPath;
  readonly kind: Exclude<ArgumentKind, 'text'>;
  /** Only its name says so. */
  readonly isGuess: boolean;
}

/**
 * Every argument of the tool, by its exact name, that is known to hold a resource: by a tools document, by the profile of a
 * well-known server whose arguments it has, else by the argument's name. What is inside of one is not told apart from it.
 */
export function resourceArguments(tool: string, knowledge: ToolKnowledge): readonly ResourceArgument[] {
  const { kinds, meanings } = knowledge;
  const found: ResourceArgument[] = [];
  for (const path of knownArguments(tool, knowledge)) {
    const kind = kinds.kindOf(tool, path);
    if (kind === undefined || kind === 'text') continue;
    const isTold = meanings.declared(tool)?.arguments.get(topName(path) ?? '') === kind;
    // A profile knows which arguments only narrow within a resource, and which there are at all; a kind that a tools
    // document gives says neither.
    if (meanings.fits(tool) && meanings.profileArgument(tool, path)?.boundary === undefined) continue;
    if (!isTold && !mayHold(kind, tool, path, knowledge)) continue;
    if (found.some((other) => isAtOrAbove(other.path, path))) continue;
    found.push({ path, kind, isGuess: kinds.isGuess(tool, path) });
  }
  return found;
}

/** Whether its declared type can hold such a resource: a number or a switch is none, whatever its name. */
function mayHold(
  kind: ArgumentKind,
  tool: string,
  path: ArgumentPath,
  { described }: ToolKnowledge,
): boolean {
  return (described?.about(tool) ?? []).every((about) => {
    const answer = described?.read(about, path);
    if (answer?.kind !== 'declared') return true;
    const types = (facts: ValueFacts): boolean =>
      facts.types.has('string') || (kind === 'filter' && facts.types.has('object'));
    return types(answer.facts) || (answer.facts.types.has('array') && types(answer.items));
  });
}

function knownArguments(
  tool: string,
  { described, meanings, passing }: ToolKnowledge,
): Iterable<ArgumentPath> {
  const found = new Map<string, ArgumentPath>();
  const add = (path: ArgumentPath | undefined): void => {
    if (path?.root === 'arguments' && !found.has(path.text)) found.set(path.text, path);
  };
  for (const { arguments: listed, input } of described?.about(tool) ?? []) {
    for (const name of listed.keys()) add(topArgument(name));
    if (input !== undefined) for (const path of schemaArguments(input)) add(path);
  }
  if (meanings.fits(tool)) {
    for (const { path } of meanings.profileOf(tool)?.tool.arguments ?? []) add(parsed(`arguments.${path}`));
  }
  for (const { conditions } of passing.of(tool)) {
    for (const { match } of conditions) for (const { path } of match) add(path);
  }
  return found.values();
}

function topArgument(name: string): ArgumentPath | undefined {
  return parsed(`arguments[${JSON.stringify(name)}]`);
}

function parsed(text: string): ArgumentPath | undefined {
  const path = parseArgumentPath(text);
  return path.ok ? path.path : undefined;
}

function topName({ segments }: ArgumentPath): string | undefined {
  const [first] = segments;
  return first?.kind === 'key' ? first.key : undefined;
}
