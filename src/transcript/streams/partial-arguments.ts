import { type JsonObject, type JsonValue, UnjudgeableArguments } from '../../model/json.ts';
import { isObject } from '../json-access.ts';

/** Arguments that come value by value, each with its path (`$.a[0].b`). What is held is bounded. */
export interface PartialArguments {
  /** Takes Gemini's `{jsonPath, stringValue | numberValue | boolValue | nullValue}`; texts of one path are joined. */
  add(part: JsonValue): void;
  value(): JsonValue | UnjudgeableArguments;
}

type Node =
  | { readonly kind: 'object'; readonly members: Map<string, Node> }
  | { readonly kind: 'list'; readonly members: Map<string, Node> }
  | { readonly kind: 'value'; value: JsonValue };

const maxParts = 100_000;
const maxDepth = 64;

export function createPartialArguments(): PartialArguments {
  const root: Node = { kind: 'object', members: new Map() };
  let problem: string | undefined;
  let parts = 0;
  return {
    add: (part) => {
      if (++parts > maxParts) problem ??= 'the streamed arguments are too long';
      problem ??= put(root, part);
    },
    value: () => (problem === undefined ? jsonOf(root) : new UnjudgeableArguments(problem)),
  };
}

/** The problem, where there is one. */
function put(root: Node, part: JsonValue): string | undefined {
  const bad = 'the streamed arguments have a part without path and value';
  const told = isObject(part) ? (part.jsonPath ?? part.json_path) : undefined;
  if (!isObject(part) || typeof told !== 'string') return bad;
  const path = stepsOf(told);
  const value = givenValue(part);
  const last = path?.at(-1);
  if (path === undefined || last === undefined || path.length > maxDepth || value === undefined) return bad;
  let node = root;
  for (const [index, step] of path.entries()) {
    if (node.kind === 'value' || (node.kind === 'list') !== (typeof step === 'number'))
      return 'the streamed arguments contradict themselves';
    if (typeof step === 'number' && step > node.members.size)
      return 'the streamed arguments leave out a part';
    const key = String(step);
    const known = node.members.get(key);
    if (index === path.length - 1) return setValue(node.members, key, known, value);
    const below: Node = known ?? {
      kind: typeof path[index + 1] === 'number' ? 'list' : 'object',
      members: new Map(),
    };
    node.members.set(key, below);
    node = below;
  }
  return undefined;
}

function givenValue(part: JsonObject): JsonValue | undefined {
  const value =
    part.stringValue ??
    part.string_value ??
    part.numberValue ??
    part.number_value ??
    part.boolValue ??
    part.bool_value;
  if (value !== null && value !== undefined) return value;
  return part.nullValue === undefined && typeof part.null_value !== 'string' ? undefined : null;
}

function setValue(
  members: Map<string, Node>,
  key: string,
  known: Node | undefined,
  value: JsonValue,
): string | undefined {
  if (known === undefined) members.set(key, { kind: 'value', value });
  else if (known.kind === 'value' && typeof known.value === 'string' && typeof value === 'string')
    known.value += value;
  else return 'the streamed arguments contradict themselves';
  return undefined;
}

/** `$.a['b c'][0]`: names and indexes; undefined for anything else. */
function stepsOf(path: string): readonly (string | number)[] | undefined {
  if (!path.startsWith('$')) return undefined;
  const steps: (string | number)[] = [];
  let at = 1;
  while (at < path.length) {
    const quote = path[at + 1] ?? '';
    if (path[at] === '.') {
      const end = nextOf(path, at + 1);
      if (end === at + 1) return undefined;
      steps.push(path.slice(at + 1, end));
      at = end;
    } else if (path[at] === '[' && (quote === '"' || quote === "'")) {
      const end = path.indexOf(`${quote}]`, at + 2);
      if (end < 0) return undefined;
      steps.push(path.slice(at + 2, end));
      at = end + 2;
    } else if (path[at] === '[') {
      const end = path.indexOf(']', at);
      const index = path.slice(at + 1, end);
      if (end < 0 || !/^\d{1,9}$/.test(index)) return undefined;
      steps.push(Number(index));
      at = end + 1;
    } else return undefined;
  }
  return steps;
}

function nextOf(path: string, from: number): number {
  let at = from;
  while (at < path.length && path[at] !== '.' && path[at] !== '[') at++;
  return at;
}

function jsonOf(node: Node): JsonValue {
  if (node.kind === 'value') return node.value;
  if (node.kind === 'list') return [...node.members.values()].map(jsonOf);
  return Object.fromEntries([...node.members].map(([key, member]) => [key, jsonOf(member)]));
}
