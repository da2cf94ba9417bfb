import type { SourceText } from '../text/source-text.ts';
import { suggest } from '../text/suggest.ts';
import type { SchemaError, SchemaFacts } from './generated/documents.js';
import type { LocatedNode, ScalarNode, Span } from './located-node.ts';
import { type ProblemText, replacement, singleQuoted } from './problems.ts';

/** A node, and the key it stands at: for an item of a list that of the list, for the document none. */
export interface Found {
  readonly node: LocatedNode;
  readonly key: ScalarNode | undefined;
  readonly isItem: boolean;
}

/** A schema's error as it is told: in words, at the key or value that is wrong. */
export interface StructureProblem {
  readonly code: 'schema/invalid' | 'schema/unknown-key' | 'yaml/ambiguous';
  readonly span: Span;
  readonly text: ProblemText;
}

/** What to say of an error, or undefined for one that only repeats another. */
export function describeSchemaError(
  source: SourceText,
  found: Found,
  error: SchemaError,
): StructureProblem | undefined {
  const facts = error.parentSchema ?? {};
  const describe = describers.get(error.keyword);
  if (describe !== undefined) return describe({ source, found, error, facts });
  const message = `${nameOf(found)} ${outOfBounds(error)}`;
  return invalid(found.node, { message, label: 'not allowed', ...wanted(facts) });
}

interface Case {
  readonly source: SourceText;
  readonly found: Found;
  readonly error: SchemaError;
  readonly facts: SchemaFacts;
}

const describers: ReadonlyMap<string, (about: Case) => StructureProblem | undefined> = new Map([
  ['if', () => undefined],
  ['propertyNames', () => undefined],
  ['additionalProperties', unknownKey],
  ['required', missingKey],
  ['type', wrongType],
  ['enum', wrongWord],
  ['pattern', wrongForm],
  ['minItems', tooLittle],
  ['minProperties', tooLittle],
  ['minLength', tooLittle],
  ['maxProperties', severalKeys],
]);

function unknownKey({ source, found, error, facts }: Case): StructureProblem {
  const key = error.params.additionalProperty ?? '';
  const entry = found.node.kind === 'map' ? found.node.entries.get(key) : undefined;
  const known = Object.keys(facts.properties ?? {});
  const hint = facts.hints?.[key];
  const near = hint === undefined ? suggest(key, known) : undefined;
  const span = entry?.keyNode ?? found.node;
  const text = {
    message: `\`${key}\` is not a key of ${facts.noun ?? 'this mapping'}`,
    label: near === undefined ? 'an unknown key' : `did you mean \`${near}\`?`,
    help: hint ?? (near === undefined ? `known are ${listed(known)}` : `write \`${near}\``),
    ...(near === undefined ? {} : { fix: replacement(source, span, near, `rename it to ${near}`, false) }),
  };
  return { code: 'schema/unknown-key', span, text };
}

function missingKey({ found, error, facts }: Case): StructureProblem | undefined {
  const key = error.params.missingProperty ?? '';
  const inner = facts.properties?.[key];
  const { node } = found;
  // A mistyped key is reported as such; that it is missing follows.
  if (node.kind === 'map' && [...node.entries.keys()].some((written) => isMistyped(written, key, facts)))
    return undefined;
  return invalid(caretOf({ ...found, node: firstKey(node) }), {
    message: `${facts.noun ?? 'this mapping'} needs \`${key}\``,
    label: `\`${key}\` is missing`,
    help: inner?.enum === undefined ? `add \`${key}\`` : `add \`${key}\`: ${listed(inner.enum.map(String))}`,
  });
}

function wrongType(about: Case): StructureProblem {
  const { source, found, error, facts } = about;
  const { node } = found;
  const types = [error.params.type ?? []].flat();
  const isText = types.includes('string') && !types.includes('object');
  if (node.kind === 'scalar' && typeof node.value === 'number' && !Number.isFinite(node.value)) {
    const written = source.text.slice(node.start, node.end);
    return invalid(node, { message: `\`${written}\` is no number that can be held`, label: 'no number' });
  }
  if (node.kind === 'scalar' && node.value === null) {
    return invalid(node, { message: `${nameOf(found)} is empty`, label: 'nothing here', ...wanted(facts) });
  }
  if (isText && node.kind === 'scalar' && node.style === 'plain') return unquoted(about, node);
  const truth = types.includes('boolean') && node.kind === 'scalar' ? truthOf(node) : undefined;
  return invalid(node, {
    message: `${nameOf(found)} cannot be ${described(node)}`,
    label: `expected ${listed(types.map(typeName), 'or')}`,
    ...(truth === undefined ? wanted(facts) : { help: `write \`${truth}\`` }),
    ...(truth === undefined ? {} : { fix: replacement(source, node, truth, `write ${truth}`, false) }),
  });
}

// A number or truth value where text is meant, most often an id. Text of another form is not mended by quotes.
function unquoted({ source, found, facts }: Case, node: ScalarNode): StructureProblem {
  const written = source.text.slice(node.start, node.end);
  const pattern = facts.pattern ?? facts.editor?.pattern;
  if (pattern !== undefined && !new RegExp(pattern, 'u').test(written)) {
    const message = `\`${written}\` cannot be ${nameOf(found)}`;
    return invalid(node, { message, label: 'not in this form', ...wanted(facts) });
  }
  const quotes = singleQuoted(written);
  const exact = /^(?:0|[1-9][0-9]*)$/.test(written);
  const text = {
    message: `\`${written}\` is read as ${described(node)}, and ${nameOf(found)} is text`,
    label: 'quote it',
    ...(quotes === undefined ? {} : { help: `write ${quotes}` }),
    ...(quotes === undefined ? {} : { fix: replacement(source, node, quotes, 'quote it', exact) }),
  };
  return { code: 'yaml/ambiguous', span: node, text };
}

function wrongWord({ source, found, error, facts }: Case): StructureProblem | undefined {
  const { node } = found;
  if (node.kind !== 'scalar' || typeof node.value !== 'string') return undefined;
  const words = (error.params.allowedValues ?? []).map(String);
  const near = suggest(node.value, words);
  return invalid(node, {
    message: `\`${node.value}\` is not ${facts.noun ?? 'one of the words known here'}`,
    label: near === undefined ? `expected ${listed(words, 'or')}` : `did you mean \`${near}\`?`,
    help: `write ${
      facts.wants ??
      listed(
        words.map((word) => `\`${word}\``),
        'or',
      )
    }`,
    ...(near === undefined ? {} : { fix: replacement(source, node, near, `write ${near}`, false) }),
  });
}

function wrongForm({ found, error, facts }: Case): StructureProblem {
  const { node } = found;
  const entry = node.kind === 'map' ? node.entries.get(error.propertyName ?? '') : undefined;
  const text = entry?.key ?? (node.kind === 'scalar' ? String(node.value) : '');
  const form = facts.wants ?? facts.propertyNames?.wants;
  return invalid(entry?.keyNode ?? node, {
    message: `\`${text}\` cannot be ${entry === undefined ? nameOf(found) : 'a name here'}`,
    label: 'not in this form',
    ...(form === undefined ? {} : { help: `write ${form}` }),
  });
}

function tooLittle({ found, facts }: Case): StructureProblem {
  return invalid(caretOf(found), { message: `${nameOf(found)} is empty`, label: 'empty', ...wanted(facts) });
}

function severalKeys({ found: { node }, facts }: Case): StructureProblem {
  const second = node.kind === 'map' ? [...node.entries.values()][1] : undefined;
  return invalid(second?.keyNode ?? node, {
    message: `${facts.noun ?? 'this mapping'} has one key`,
    label: 'a second one',
    help: 'put several matchers in `all_of` or `any_of`',
  });
}

function invalid(span: Span, text: ProblemText): StructureProblem {
  return { code: 'schema/invalid', span, text };
}

function nameOf({ key, isItem }: Found): string {
  if (key === undefined) return 'the document';
  return isItem ? `an item of \`${key.value}\`` : `\`${key.value}\``;
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

// A whole mapping is too much to underline: its first key stands for it.
function firstKey(node: LocatedNode): LocatedNode {
  const first = node.kind === 'map' ? [...node.entries.values()][0] : undefined;
  return first?.keyNode ?? node;
}

function caretOf({ node, key }: Found): Span {
  return node.kind === 'scalar' && node.start === node.end && key !== undefined ? key : node;
}

function wanted(facts: SchemaFacts): Pick<ProblemText, 'help'> {
  return facts.wants === undefined ? {} : { help: `write ${facts.wants}` };
}

function outOfBounds(error: SchemaError): string {
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

const typeNames: ReadonlyMap<string, string> = new Map([
  ['string', 'text'],
  ['object', 'a mapping'],
  ['array', 'a list'],
  ['boolean', 'true or false'],
  ['number', 'a number'],
  ['integer', 'a whole number'],
]);
