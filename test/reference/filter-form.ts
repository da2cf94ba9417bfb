import { InexactNumber } from '../../src/model/json.ts';
import { type Answer, allOf } from './kleene.ts';
import type { PlainFilter } from './plain-documents.ts';
import { type Bindings, type Option, optionsOf } from './template-text.ts';

/** `filter`: docs/matchers/filter.md, read as slowly as it is written. */
export function filterAnswer(value: unknown, { dialect, must }: PlainFilter, bindings: Bindings): Answer {
  const answers = Object.entries(must).map(([field, written]): Answer => {
    const options = optionsOf([written], bindings);
    const holds = (name: string, values: readonly unknown[]): boolean =>
      name === field && values.every((each) => options.some((option) => option === each));
    try {
      const read = dialect === 'qdrant' ? qdrant : dollar;
      if (read(value, { dialect, holds, left: 17 })) return 'yes';
    } catch (error) {
      if (error instanceof NotUnderstood) return 'unclear';
      throw error;
    }
    return options.every(isGiven) ? 'no' : 'unclear';
  });
  return allOf(answers);
}

class NotUnderstood extends Error {}

interface Frame {
  readonly dialect: PlainFilter['dialect'];
  /** Whether that field being one of these values is what is asked for. */
  readonly holds: (name: string, values: readonly unknown[]) => boolean;
  /** Levels that may still be opened. */
  readonly left: number;
}

/** Whether the filter holds the field. Every part is read, also behind one that settles it. */
function dollar(value: unknown, frame: Frame): boolean {
  const entries = entriesOf(value, frame);
  if (frame.dialect === 'chroma') demand(entries.length === 1);
  const inner = { ...frame, left: frame.left - 1 };
  const held = entries.map(([key, part]) => {
    if (key === '$and')
      return filled(part)
        .map((each) => dollar(each, inner))
        .includes(true);
    if (key === '$or')
      return !filled(part)
        .map((each) => dollar(each, inner))
        .includes(false);
    checkField(key, frame);
    return ofField(key, part, frame);
  });
  return held.includes(true);
}

function checkField(name: string, { dialect }: Frame): void {
  demand(!name.startsWith('$'));
  if (dialect === undefined || dialect === 'chroma') demand(!/^(#|chroma:)/.test(name));
  const dotted = dialect === undefined || dialect === 'mongo';
  for (const part of dotted ? name.split('.') : [name]) {
    checkName(part);
    demand(!part.startsWith('$'));
  }
}

function checkName(name: string): void {
  demand(name !== '' && !['__proto__', 'constructor', 'prototype'].includes(name));
  demand(name.isWellFormed() && !/[\0-\x1f\x7f-\x9f]/.test(name));
}

const isText = (value: unknown): boolean => typeof value === 'string' && value.isWellFormed();
const isNumber = (value: unknown): boolean => typeof value === 'number' && Number.isFinite(value);
const isTruth = (value: unknown): boolean => typeof value === 'boolean';
const isValue = (value: unknown): boolean => isText(value) || isNumber(value) || isTruth(value);
const isWhole = (value: unknown): boolean => Number.isSafeInteger(value);

function ofField(name: string, written: unknown, { dialect, holds }: Frame): boolean {
  const mongo = dialect === 'mongo';
  const tests = isMap(written) ? Object.entries(written) : [['$eq', written] as const];
  demand(tests.length > 0);
  if (dialect === 'chroma') demand(tests.length === 1);
  const names = tests.map(([operator]) => operator);
  if (!mongo && tests.length > 1) demand(!names.includes('$eq') && !names.includes('$in'));
  const held = tests.map(([operator, operand]) => {
    switch (operator) {
      case '$eq':
      case '$ne':
        demand(isValue(operand) || (mongo && operand === null));
        return operator === '$eq' && holds(name, [operand]);
      case '$in':
      case '$nin': {
        const items = filled(operand);
        demand(items.every((item) => isValue(item) || (mongo && item === null)));
        if (dialect === 'chroma') demand(items.every((item) => typeof item === typeof items[0]));
        return operator === '$in' && holds(name, items);
      }
      case '$gt':
      case '$gte':
      case '$lt':
      case '$lte':
        demand(isNumber(operand) || (mongo && isText(operand)));
        return false;
      case '$exists':
        demand(dialect !== 'chroma' && isTruth(operand));
        return false;
      default:
        throw new NotUnderstood();
    }
  });
  return held.includes(true);
}

function qdrant(value: unknown, frame: Frame): boolean {
  const inner = { ...frame, left: frame.left - 1 };
  const held = entriesOf(value, frame).map(([clause, part]) => {
    demand(['must', 'should', 'must_not', 'min_should'].includes(clause));
    if (part === null) return false;
    if (clause === 'min_should') return ofMinShould(part, inner);
    const conditions = isMap(part) ? [part] : part;
    demand(Array.isArray(conditions));
    const each = listOf(conditions).map((condition) => ofCondition(condition, inner));
    if (clause === 'should') demand(each.length > 0);
    if (clause === 'must') return each.includes(true);
    return clause === 'should' && !each.includes(false);
  });
  return held.includes(true);
}

function ofMinShould(value: unknown, frame: Frame): boolean {
  demand(isMap(value));
  const { conditions, min_count: count, ...more } = { ...mapOf(value) };
  demand(Object.keys(more).length === 0 && typeof count === 'number' && isWhole(count) && count >= 0);
  for (const condition of filled(conditions)) ofCondition(condition, frame);
  return false;
}

function ofCondition(value: unknown, frame: Frame): boolean {
  demand(isMap(value));
  const condition = mapOf(value);
  const [first = '', ...more] = Object.keys(condition);
  if (['must', 'should', 'must_not', 'min_should'].includes(first)) return qdrant(value, frame);
  if (Object.hasOwn(condition, 'key')) return ofKey(condition, frame);
  demand(more.length === 0);
  const said = condition[first];
  switch (first) {
    case 'is_null':
    case 'is_empty':
      demand(isMap(said) && Object.keys(said).join() === 'key');
      checkKey(mapOf(said).key);
      return false;
    case 'has_id':
      demand(listOf(said).every((id) => typeof id === 'string' || isWhole(id)));
      return false;
    case 'has_vector':
      demand(typeof said === 'string');
      return false;
    case 'nested':
      demand(isMap(said) && Object.keys(said).every((key) => key === 'key' || key === 'filter'));
      checkKey(mapOf(said).key);
      qdrant(mapOf(said).filter, { ...frame, left: frame.left - 1 });
      return false;
    default:
      throw new NotUnderstood();
  }
}

function ofKey({ key, ...tests }: { readonly [key: string]: unknown }, { holds }: Frame): boolean {
  checkKey(key);
  const [[test, said] = [], ...more] = Object.entries(tests);
  demand(more.length === 0);
  if (test === 'range' || test === 'values_count') {
    const isBound = (bound: unknown): boolean =>
      bound === null || (test === 'range' ? isNumber(bound) || isText(bound) : isWhole(bound));
    demand(isMap(said));
    demand(Object.entries(mapOf(said)).every(([name, bound]) => /^(gt|lt)e?$/.test(name) && isBound(bound)));
    return false;
  }
  if (test === 'geo_radius' || test === 'geo_bounding_box') {
    const place = mapOf(said);
    const round = test === 'geo_radius';
    demand(
      isMap(said) && Object.keys(place).sort().join() === (round ? 'center,radius' : 'bottom_right,top_left'),
    );
    const points = round ? [place.center] : [place.top_left, place.bottom_right];
    demand(points.every((point) => isMap(point) && Object.keys(point).sort().join() === 'lat,lon'));
    demand(points.flatMap((point) => Object.values(mapOf(point))).every(isNumber));
    demand(!round || isNumber(place.radius));
    return false;
  }
  demand(test === 'match' && isMap(said) && Object.keys(said).length === 1);
  const [[kind, value] = []] = Object.entries(mapOf(said));
  switch (kind) {
    case 'value':
      demand(isText(value) || isTruth(value) || isWhole(value));
      return holds(String(key), [value]);
    case 'any':
    case 'except':
      demand(filled(value).every(isText) || filled(value).every(isWhole));
      return kind === 'any' && holds(String(key), filled(value));
    case 'text':
    case 'text_any':
    case 'phrase':
      demand(isText(value));
      return false;
    default:
      throw new NotUnderstood();
  }
}

/** "A key is names with dots between them, each with `[]` or `[0]` behind it where it holds a list." */
function checkKey(key: unknown): void {
  demand(typeof key === 'string');
  for (const part of String(key).split('.')) {
    const name = part.replace(/(\[\d{0,9}\])+$/, '');
    checkName(name);
    demand(!/["\\[\]]/.test(name));
  }
}

function demand(holds: boolean): void {
  if (!holds) throw new NotUnderstood();
}

function isMap(value: unknown): value is object {
  return (
    typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof InexactNumber)
  );
}

function mapOf(value: unknown): { readonly [key: string]: unknown } {
  return Object.fromEntries(isMap(value) ? Object.entries(value) : []);
}

function entriesOf(value: unknown, { left }: Frame): [string, unknown][] {
  demand(isMap(value) && left > 0);
  return isMap(value) ? Object.entries(value) : [];
}

function listOf(value: unknown): readonly unknown[] {
  demand(Array.isArray(value));
  return Array.isArray(value) ? value : [];
}

function filled(value: unknown): readonly unknown[] {
  const list = listOf(value);
  demand(list.length > 0);
  return list;
}

function isGiven(option: Option): boolean {
  return option !== undefined && (typeof option !== 'string' || option.isWellFormed());
}
