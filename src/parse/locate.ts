import { isAlias, isMap, isScalar, isSeq } from 'yaml';
import type { JsonValue, Scalar } from '../model/json.ts';
import { suggest } from '../text/suggest.ts';
import type { Entry, ListNode, LocatedNode, MapNode, ScalarNode, Span } from './located-node.ts';
import { checkPlain, refuseAmbiguous, refuseTornReference, tearsReference } from './plain-scalar.ts';
import type { Problems } from './problems.ts';
import { checkEscapes } from './quoted-text.ts';

/** Aliases in one file, nodes that they may stand for altogether, and merge keys, at most. */
const aliasLimit = 1000;
const aliasedNodeLimit = 100_000;
const mergeLimit = 16;

/** Among more anchors than this none is suggested for another: each of many aliases would be held against them all. */
const mostSuggested = 200;

/** What locating a document's nodes found out beside the nodes. */
export interface Located {
  readonly root: LocatedNode;
  /** Where an unquoted `${` tore a flow collection apart: nothing from there on can be trusted. Else Infinity. */
  readonly brokenFrom: number;
}

/** Says whether a word that other parsers take for a boolean is meant at the keys that lead to it. */
export type ListsWord = (word: string, trail: readonly string[]) => boolean;

/**
 * The library's nodes as located nodes. Reports duplicate keys, aliases that explode, and scalars that people and
 * parsers read differently. Depth is bounded by `composeYaml`.
 */
export function locate(problems: Problems, contents: unknown, listsWord: ListsWord): Located {
  const state: State = {
    problems,
    listsWord,
    trail: [],
    anchors: new Map(),
    open: new Set(),
    aliases: 0,
    aliasedNodes: 0,
    merges: 0,
    brokenFrom: Infinity,
  };
  const root = locateNode(state, contents);
  return { root, brokenFrom: state.brokenFrom };
}

interface State {
  readonly problems: Problems;
  readonly listsWord: ListsWord;
  readonly trail: string[];
  readonly anchors: Map<string, LocatedNode>;
  readonly open: Set<string>;
  aliases: number;
  aliasedNodes: number;
  merges: number;
  brokenFrom: number;
}

function locateNode(state: State, node: unknown): LocatedNode {
  if (isAlias(node)) return resolveAlias(state, node.source, spanOf(node.range));
  if (!isScalar(node) && !isMap(node) && !isSeq(node)) return emptyNode(0);
  if (node.anchor === undefined) return locateBare(state, node);
  state.open.add(node.anchor);
  state.anchors.delete(node.anchor);
  const located = locateBare(state, node);
  state.open.delete(node.anchor);
  state.anchors.set(node.anchor, located);
  return located;
}

function locateBare(state: State, node: unknown): LocatedNode {
  if (isMap(node)) return locateMap(state, node.items, spanOf(node.range));
  if (isSeq(node)) return locateList(state, node.items, spanOf(node.range));
  return locateScalar(state, node);
}

function locateScalar(state: State, node: unknown): ScalarNode {
  if (!isScalar(node)) return emptyNode(0);
  const { start, end } = spanOf(node.range);
  const style = styles.get(node.type ?? 'PLAIN') ?? 'plain';
  const value = scalarValue(node.value);
  const scalar: ScalarNode = { kind: 'scalar', value, style, start, end, json: value, size: 1 };
  if (style === 'double' && state.problems.source.text.slice(start, end).includes('\\'))
    checkEscapes(state.problems, scalar);
  if (style === 'plain' && node.tag === undefined) checkPlainScalar(state, scalar);
  return scalar;
}

function scalarValue(value: unknown): Scalar | null {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
}

function checkPlainScalar(state: State, scalar: ScalarNode): void {
  if (tearsReference(state.problems.source, scalar)) {
    state.brokenFrom = Math.min(state.brokenFrom, scalar.start);
    refuseTornReference(state.problems, scalar);
    return;
  }
  checkPlain(state.problems, scalar, (word) => state.listsWord(word, state.trail));
}

function locateList(state: State, items: readonly unknown[], span: Span): ListNode {
  const located: LocatedNode[] = [];
  const json: JsonValue[] = [];
  let size = 1;
  for (const item of items) {
    const node = locateNode(state, item);
    located.push(node);
    json.push(node.json);
    size += node.size;
  }
  return { kind: 'list', items: located, json, size, ...span };
}

function locateMap(
  state: State,
  pairs: readonly { readonly key: unknown; readonly value: unknown }[],
  span: Span,
): MapNode {
  const entries = new Map<string, Entry>();
  const merged: LocatedNode[] = [];
  let mergeKey: ScalarNode | undefined;
  for (const pair of pairs) {
    const keyNode = locateKey(state, pair.key);
    if (keyNode === undefined) continue;
    const key = String(keyNode.value);
    state.trail.push(key);
    const value =
      pair.value === null || pair.value === undefined
        ? emptyNode(keyNode.end)
        : locateNode(state, pair.value);
    state.trail.pop();
    if (key === '<<' && keyNode.style === 'plain') {
      state.merges += 1;
      if (mergeKey !== undefined) refuseDuplicate(state, key, mergeKey, keyNode);
      else if (checkMerge(state, keyNode)) merged.push(value);
      mergeKey ??= keyNode;
      continue;
    }
    const earlier = entries.get(key);
    if (earlier === undefined) entries.set(key, { key, keyNode, value });
    else refuseDuplicate(state, key, earlier.keyNode, keyNode);
  }
  for (const value of merged) mergeInto(state, entries, value);
  return { kind: 'map', entries, json: jsonOf(entries), size: sizeOf(entries), ...span };
}

function jsonOf(entries: ReadonlyMap<string, Entry>): JsonValue {
  const json: { [key: string]: JsonValue } = Object.create(null);
  for (const entry of entries.values()) json[entry.key] = entry.value.json;
  return json;
}

function sizeOf(entries: ReadonlyMap<string, Entry>): number {
  let size = 1;
  for (const entry of entries.values()) size += entry.value.size;
  return size;
}

function locateKey(state: State, key: unknown): ScalarNode | undefined {
  const node = locateNode(state, key);
  if (node.kind === 'scalar' && !isAlias(key) && typeof node.value === 'string') return node;
  const { text } = state.problems.source;
  if (node.kind === 'scalar' && node.style === 'plain' && node.value !== null && !isAlias(key)) {
    const written = text.slice(node.start, node.end);
    refuseAmbiguous(state.problems, node, `the key \`${written}\` is not text`);
    return { ...node, value: written };
  }
  const span = isAlias(key) ? spanOf(key.range) : node;
  state.problems.add('yaml/syntax', span, { message: 'a key must be text', label: 'not text' });
  return undefined;
}

function checkMerge(state: State, keyNode: ScalarNode): boolean {
  if (state.merges <= mergeLimit) return true;
  state.problems.add('yaml/ambiguous', keyNode, {
    message: `more than ${mergeLimit} merge keys in one document`,
    label: 'one too many',
    help: 'put what is shared in a template and name it in `extends`',
  });
  return false;
}

function mergeInto(state: State, entries: Map<string, Entry>, value: LocatedNode): void {
  const sources = value.kind === 'list' ? value.items : [value];
  for (const source of sources) {
    if (source.kind !== 'map') {
      state.problems.add('yaml/syntax', value, {
        message: '`<<` takes a mapping, or a list of them',
        label: 'no mapping',
      });
      return;
    }
    state.aliasedNodes += source.entries.size;
    if (state.aliasedNodes > aliasedNodeLimit) {
      refuseExpansion(state, value);
      return;
    }
    for (const [key, entry] of source.entries) if (!entries.has(key)) entries.set(key, entry);
  }
}

function resolveAlias(state: State, name: string, span: Span): LocatedNode {
  state.aliases += 1;
  const target = state.anchors.get(name);
  if (target === undefined && state.aliases <= aliasLimit) return refuseAlias(state, name, span);
  state.aliasedNodes += target?.size ?? 1;
  if (target !== undefined && state.aliases <= aliasLimit && state.aliasedNodes <= aliasedNodeLimit)
    return target;
  refuseExpansion(state, span);
  return emptyNode(span.start);
}

function refuseAlias(state: State, name: string, span: Span): LocatedNode {
  const inside = state.open.has(name);
  const near = state.anchors.size > mostSuggested ? undefined : suggest(name, state.anchors.keys());
  state.problems.add('yaml/syntax', span, {
    message: inside
      ? `\`*${name}\` stands inside what it stands for`
      : `no anchor \`&${name}\` stands above this`,
    label: inside ? 'a circle' : 'an unknown anchor',
    ...(near === undefined ? {} : { help: `did you mean \`*${near}\`?` }),
  });
  return emptyNode(span.start);
}

function refuseExpansion(state: State, span: Span): void {
  if (state.brokenFrom === -1) return;
  state.brokenFrom = -1;
  state.problems.add('yaml/ambiguous', span, {
    message: `the aliases of this file stand for more than a policy can need`,
    label: 'one too many',
    help: `at most ${aliasLimit} aliases for ${aliasedNodeLimit} values; put what is shared in a template`,
  });
}

function refuseDuplicate(state: State, key: string, earlier: ScalarNode, keyNode: ScalarNode): void {
  const { line } = state.problems.place(earlier);
  state.problems.add('yaml/duplicate-key', keyNode, {
    message: `\`${key}\` stands twice in one mapping`,
    label: `also in line ${line}`,
    help: 'keep one of them; which one counts differs between parsers',
  });
}

function emptyNode(at: number): ScalarNode {
  return { kind: 'scalar', value: null, style: 'plain', start: at, end: at, json: null, size: 1 };
}

function spanOf(range: readonly [number, number, number] | null | undefined): Span {
  return { start: range?.[0] ?? 0, end: range?.[1] ?? 0 };
}

const styles = new Map<string, ScalarNode['style']>([
  ['PLAIN', 'plain'],
  ['QUOTE_SINGLE', 'single'],
  ['QUOTE_DOUBLE', 'double'],
  ['BLOCK_LITERAL', 'block'],
  ['BLOCK_FOLDED', 'block'],
]);
