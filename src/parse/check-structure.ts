import type { DocumentKind } from '../model/documents.ts';
import { suggest } from '../text/suggest.ts';
import * as validators from './generated/documents.js';
import type { SchemaError, SchemaFacts, Validate } from './generated/documents.js';
import type { Entry, LocatedNode, MapNode, ScalarNode } from './located-node.ts';
import { type Problems, type ProblemText, replacement, singleQuoted } from './problems.ts';

/** Holds a document to the schema of its kind, and says what is wrong in words and at the place of the key or value. */
export function checkStructure(problems: Problems, kind: DocumentKind | 'config', root: MapNode): void {
  const validate = validatorOf(kind);
  if (validate(root.json)) return;
  for (const error of validate.errors ?? []) {
    if (problems.isFull()) return;
    reportError(problems, root, error);
  }
}

function validatorOf(kind: DocumentKind | 'config'): Validate {
  return validators[kind];
}

function reportError(problems: Problems, root: MapNode, error: SchemaError): void {
  const found = find(root, error.instancePath);
  if (found === undefined) return problems.misfit(root);
  const facts = error.parentSchema ?? {};
  const name = nameOf(found);
  switch (error.keyword) {
    case 'if':
    case 'propertyNames':
      return;
    case 'additionalProperties':
      return unknownKey(problems, found.node, error.params.additionalProperty ?? '', facts);
    case 'required':
      return missingKey(problems, found, error.params.missingProperty ?? '', facts);
    case 'type':
      return wrongType(problems, found.node, name, error, facts);
    case 'enum':
      return wrongWord(problems, found.node, error.params.allowedValues ?? [], facts);
    case 'pattern':
      return wrongForm(problems, found, error, facts);
    case 'minItems':
    case 'minProperties':
    case 'minLength':
      return problems.add('schema/invalid', caretOf(found), { message: `${name} is empty`, label: 'empty', ...wanted(facts) });
    case 'maxProperties':
      return severalKeys(problems, found.node, facts);
    default:
      return problems.add('schema/invalid', found.node, { message: `${name} ${other(error)}`, label: 'not allowed', ...wanted(facts) });
  }
}

interface Found {
  readonly node: LocatedNode;
  /** The key it stands at, for an item of a list that of the list. */
  readonly key: ScalarNode | undefined;
  readonly isItem: boolean;
}

function nameOf({ key, isItem }: Found): string {
  if (key === undefined) return 'the document';
  return isItem ? `an item of \`${key.value}\`` : `\`${key.value}\``;
}

// The node at a JSON pointer.
function find(root: MapNode, pointer: string): Found | undefined {
  let node: LocatedNode = root;
  let key: ScalarNode | undefined;
  let isItem = false;
  for (const step of pointer.split('/').slice(1)) {
    const name = step.replaceAll('~1', '/').replaceAll('~0', '~');
    const entry: Entry | undefined = node.kind === 'map' ? node.entries.get(name) : undefined;
    const next: LocatedNode | undefined = node.kind === 'list' ? node.items[Number(name)] : entry?.value;
    if (next === undefined) return undefined;
    key = entry?.keyNode ?? key;
    isItem = node.kind === 'list';
    node = next;
  }
  return { node, key, isItem };
}

function unknownKey(problems: Problems, node: LocatedNode, key: string, facts: SchemaFacts): void {
  const entry = node.kind === 'map' ? node.entries.get(key) : undefined;
  const known = Object.keys(facts.properties ?? {});
  const hint = facts.hints?.[key];
  const near = hint === undefined ? suggest(key, known) : undefined;
  const span = entry?.keyNode ?? node;
  problems.add('schema/unknown-key', span, {
    message: `\`${key}\` is not a key of ${facts.noun ?? 'this mapping'}`,
    label: near === undefined ? 'an unknown key' : `did you mean \`${near}\`?`,
    help: hint ?? (near === undefined ? `known are ${listed(known)}` : `write \`${near}\``),
    ...(near === undefined ? {} : { fix: replacement(problems.source, span, near, `rename it to ${near}`, false) }),
  });
}

function missingKey(problems: Problems, found: Found, key: string, facts: SchemaFacts): void {
  const inner = facts.properties?.[key];
  // A mistyped key is reported as such; that it is missing follows.
  const { node } = found;
  if (node.kind === 'map' && [...node.entries.keys()].some((other) => isMistyped(other, key, facts))) return;
  problems.add('schema/invalid', caretOf({ ...found, node: firstKey(found.node) }), {
    message: `${facts.noun ?? 'this mapping'} needs \`${key}\``,
    label: `\`${key}\` is missing`,
    help: inner?.enum === undefined ? `add \`${key}\`` : `add \`${key}\`: ${listed(inner.enum.map(String))}`,
  });
}

// What a word for yes or no was meant as.
function truthOf(node: ScalarNode): string | undefined {
  const word = String(node.value).toLowerCase();
  if (/^(?:yes|on|true)$/.test(word)) return 'true';
  return /^(?:no|off|false)$/.test(word) ? 'false' : undefined;
}

function isMistyped(written: string, key: string, facts: SchemaFacts): boolean {
  const known = Object.keys(facts.properties ?? {});
  return !known.includes(written) && suggest(written, known) === key;
}

function wrongType(problems: Problems, node: LocatedNode, name: string, error: SchemaError, facts: SchemaFacts): void {
  const types = [error.params.type ?? []].flat();
  const written = problems.source.text.slice(node.start, node.end);
  const isText = types.includes('string') && !types.includes('object');
  if (isText && node.kind === 'scalar' && node.value !== null && node.style === 'plain') {
    const quoted = singleQuoted(written);
    const exact = /^(?:0|[1-9][0-9]*)$/.test(written);
    return problems.add('yaml/ambiguous', node, {
      message: `\`${written}\` is read as ${typeof node.value === 'number' ? 'a number' : 'true or false'}, and ${name} is text`,
      label: 'quote it',
      ...(quoted === undefined ? {} : { help: `write ${quoted}` }),
      ...(quoted === undefined ? {} : { fix: replacement(problems.source, node, quoted, 'quote it', exact) }),
    });
  }
  const isEmpty = node.kind === 'scalar' && node.value === null;
  // An alias or reference that could not be read left nothing behind.
  if (isEmpty && problems.isTold(node.start)) return;
  const truth = types.includes('boolean') && node.kind === 'scalar' ? truthOf(node) : undefined;
  problems.add('schema/invalid', node, {
    message: isEmpty ? `${name} is empty` : `${name} cannot be ${described(node)}`,
    label: isEmpty ? 'nothing here' : `expected ${listed(types.map(typeName), 'or')}`,
    ...(truth === undefined ? wanted(facts) : { help: `write \`${truth}\`` }),
    ...(truth === undefined ? {} : { fix: replacement(problems.source, node, truth, `write ${truth}`, false) }),
  });
}

function wrongWord(problems: Problems, node: LocatedNode, allowed: readonly unknown[], facts: SchemaFacts): void {
  if (node.kind !== 'scalar' || typeof node.value !== 'string') return;
  const words = allowed.map(String);
  const near = suggest(node.value, words);
  const noun = facts.noun ?? 'one of the words known here';
  problems.add('schema/invalid', node, {
    message: `\`${node.value}\` is not ${noun}`,
    label: near === undefined ? `expected ${listed(words, 'or')}` : `did you mean \`${near}\`?`,
    help: facts.wants === undefined ? `write ${listed(words.map(quoted), 'or')}` : `write ${facts.wants}`,
    ...(near === undefined ? {} : { fix: replacement(problems.source, node, near, `write ${near}`, false) }),
  });
}

function wrongForm(problems: Problems, found: Found, error: SchemaError, facts: SchemaFacts): void {
  const { node } = found;
  const entry = node.kind === 'map' ? node.entries.get(error.propertyName ?? '') : undefined;
  const at = entry?.keyNode ?? node;
  const text = entry?.key ?? (node.kind === 'scalar' ? String(node.value) : '');
  const form = facts.wants ?? facts.propertyNames?.wants;
  problems.add('schema/invalid', at, {
    message: `\`${text}\` cannot be ${entry === undefined ? nameOf(found) : 'a name here'}`,
    label: 'not in this form',
    ...(form === undefined ? {} : { help: `write ${form}` }),
  });
}

function severalKeys(problems: Problems, node: LocatedNode, facts: SchemaFacts): void {
  const second = node.kind === 'map' ? [...node.entries.values()][1] : undefined;
  problems.add('schema/invalid', second?.keyNode ?? node, {
    message: `${facts.noun ?? 'this mapping'} has one key`,
    label: 'a second one',
    help: 'put several matchers in `all_of` or `any_of`',
  });
}

// A whole mapping is too much to underline: its first key stands for it.
function firstKey(node: LocatedNode): LocatedNode {
  const first = node.kind === 'map' ? [...node.entries.values()][0] : undefined;
  return first?.keyNode ?? node;
}

function caretOf(found: Found): { readonly start: number; readonly end: number } {
  const { node, key } = found;
  return node.kind === 'scalar' && node.start === node.end && key !== undefined ? key : node;
}

function wanted(facts: SchemaFacts): Pick<ProblemText, 'help'> {
  return facts.wants === undefined ? {} : { help: `write ${facts.wants}` };
}

function other(error: SchemaError): string {
  const { limit } = error.params;
  if (error.keyword === 'minimum') return `is less than ${limit}`;
  if (error.keyword === 'exclusiveMinimum') return `is not above ${limit}`;
  return error.keyword === 'maximum' ? `is more than ${limit}` : 'is not what stands here';
}

function described(node: LocatedNode): string {
  if (node.kind === 'list') return 'a list';
  if (node.kind === 'map') return 'a mapping';
  if (typeof node.value === 'string') return 'text';
  return typeof node.value === 'number' ? 'a number' : 'true or false';
}

function typeName(type: string): string {
  return typeNames.get(type) ?? type;
}

function listed(words: readonly string[], last = 'and'): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1)}`;
}

function quoted(word: string): string {
  return `\`${word}\``;
}

const typeNames: ReadonlyMap<string, string> = new Map([
  ['string', 'text'],
  ['object', 'a mapping'],
  ['array', 'a list'],
  ['boolean', 'true or false'],
  ['number', 'a number'],
  ['integer', 'a whole number'],
]);
