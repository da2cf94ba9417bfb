import { InexactNumber, type JsonValue } from '../model/json.ts';
import { toolNameProblem } from '../parse/read-tool-name.ts';
import { isWellFormed } from '../pattern/well-formed.ts';
import type { ListedTool, ListProblem } from './listed-tool.ts';
import { isList, isObject, pointerStep } from './plain-object.ts';

/** Levels of objects and lists that a schema may have. */
const deepest = 32;
/** Tools that one document may hold. */
const mostTools = 10_000;

/** What a tools document could not say of these tools, each with its place. Linear in their size. */
export function checkListed(tools: readonly ListedTool[]): readonly ListProblem[] {
  const problems: ListProblem[] = [];
  if (tools.length > mostTools) {
    const message = `it lists ${tools.length} tools, and a document may hold ${mostTools}`;
    problems.push({ place: '/', message, help: 'import it in several parts' });
  }
  const first = new Map<string, string>();
  for (const tool of tools) {
    const problem = nameProblem(tool, first.get(tool.name));
    if (problem !== undefined) problems.push(problem);
    if (!first.has(tool.name)) first.set(tool.name, tool.place);
    for (const [key, value] of [
      ['description', tool.description],
      [tool.schemaKey, tool.inputSchema],
      ['outputSchema', tool.outputSchema],
    ] as const) {
      if (value !== undefined) problems.push(...valueProblems(value, `${tool.place}/${key}`));
    }
  }
  return problems;
}

function nameProblem({ name, place }: ListedTool, before: string | undefined): ListProblem | undefined {
  const at = `${place}/name`;
  if (before !== undefined) {
    const help = `it stands at ${before} already; take one of the two out, or give each server a list of its own`;
    return { place: at, message: `the tool \`${name}\` is listed twice`, help };
  }
  const wrong = name.includes('*')
    ? 'a `*` in it would stand for other names too'
    : name === '__proto__'
      ? 'it is the name of every object’s prototype'
      : (toolNameProblem(name) ?? (isWellFormed(name) ? undefined : 'it is ill-formed Unicode'));
  if (wrong === undefined) return undefined;
  const help = 'no policy can name such a tool: let the server, or what stands before it, call it otherwise';
  return { place: at, message: `\`${name}\` cannot be the name of a tool: ${wrong}`, help };
}

/** What of a schema cannot be written down so that everybody reads it alike. */
function valueProblems(root: JsonValue, place: string): readonly ListProblem[] {
  const problems: ListProblem[] = [];
  const walk = (value: JsonValue, at: string, depth: number): void => {
    if (problems.length > 0) return;
    const wrong = depth > deepest ? tooDeep : scalarProblem(value);
    if (wrong !== undefined) problems.push({ place: at, ...wrong });
    else if (isList(value)) {
      for (const [index, item] of value.entries()) walk(item, at + pointerStep(index), depth + 1);
    } else if (isObject(value)) {
      for (const [key, member] of Object.entries(value)) {
        const below = at + pointerStep(key);
        const odd = key === '__proto__' ? prototypeKey : scalarProblem(key);
        if (odd !== undefined) problems.push({ place: below, ...odd });
        else walk(member, below, depth + 1);
      }
    }
  };
  walk(root, place, 0);
  return problems;
}

type Wrong = Omit<ListProblem, 'place'>;

const tooDeep: Wrong = {
  message: `the schema is nested deeper than ${deepest} levels`,
  help: 'flatten it, or refer to definitions with $ref',
};

const prototypeKey: Wrong = {
  message: '`__proto__` is the name of every object’s prototype',
  help: 'a server that takes such an argument is not to be trusted with it; take it out',
};

function scalarProblem(value: JsonValue): Wrong | undefined {
  if (typeof value === 'string' && !isWellFormed(value))
    return {
      message: 'the text is ill-formed Unicode',
      help: 'half of a surrogate pair stands in it; take it out',
    };
  const lossy = value instanceof InexactNumber || (Number.isInteger(value) && !Number.isSafeInteger(value));
  if (!lossy) return undefined;
  const written = value instanceof InexactNumber ? value.text.slice(0, 40) : String(value);
  return {
    message: `the number ${written} cannot be held exactly`,
    help: 'write a bound of at most 9007199254740991, or take it out',
  };
}
