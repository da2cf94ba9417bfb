import type { Scalar } from '../../../model/json.ts';
import { isPlainObject } from '../../plain-data.ts';
import type { FilterReading } from './filter-node.ts';
import { below, odd, other } from './filter-node.ts';
import { isPlainNumber, isPlainScalar, partName } from './plain-part.ts';

/** Reads what a condition of Qdrant tests of one key: a match, bounds, a count or a place. */
export function readQdrantTest(key: string, test: string, value: unknown): FilterReading {
  switch (test) {
    case 'match':
      return readMatch(key, value);
    case 'range':
      return readBounds(value, (bound) => isPlainNumber(bound) || isText(bound));
    case 'values_count':
      return readBounds(value, (bound) => typeof bound === 'number' && Number.isSafeInteger(bound));
    case 'geo_radius':
      return readParts(value, { center: isPoint, radius: isPlainNumber });
    case 'geo_bounding_box':
      return readParts(value, { top_left: isPoint, bottom_right: isPoint });
    default:
      return odd('no test that is known here');
  }
}

type PartCheck = (part: unknown) => boolean;

/** An object of exactly these keys. */
function readParts(value: unknown, checks: { readonly [key: string]: PartCheck }): FilterReading {
  return hasParts(value, new Map(Object.entries(checks))) ? other : odd('not a place as it is written here');
}

function hasParts(value: unknown, checks: ReadonlyMap<string, PartCheck>): boolean {
  if (!isPlainObject(value)) return false;
  const keys = Object.keys(value);
  return keys.length === checks.size && keys.every((key) => checks.get(key)?.(value[key]) === true);
}

const coordinates: ReadonlyMap<string, PartCheck> = new Map([
  ['lon', isPlainNumber],
  ['lat', isPlainNumber],
]);

function isPoint(value: unknown): boolean {
  return hasParts(value, coordinates);
}

function readMatch(key: string, match: unknown): FilterReading {
  if (!isPlainObject(match)) return odd(`${partName(match)} where a match stands`);
  const [kind, ...more] = Object.keys(match);
  if (kind === undefined || more.length > 0) return odd('a match that says not exactly one thing');
  return below(kind, readMatchOf(key, kind, match[kind]));
}

function readMatchOf(key: string, kind: string, value: unknown): FilterReading {
  switch (kind) {
    case 'value':
      return isMatchValue(value)
        ? { kind: 'equal', field: key, values: [value] }
        : odd(`${partName(value)} as a value`);
    case 'any':
    case 'except': {
      const values = readValues(value);
      if (values === undefined) return odd('not a list of texts, or of whole numbers');
      return kind === 'any' ? { kind: 'equal', field: key, values } : other;
    }
    case 'text':
    case 'text_any':
    case 'phrase':
      return isText(value) ? other : odd(`${partName(value)} as a text`);
    default:
      return odd('no match that is known here');
  }
}

// The store has no match on other numbers.
function isMatchValue(value: unknown): value is Scalar {
  return isPlainScalar(value) && (typeof value !== 'number' || Number.isSafeInteger(value));
}

function readValues(list: unknown): readonly Scalar[] | undefined {
  if (!Array.isArray(list) || list.length === 0) return undefined;
  const values: readonly unknown[] = list;
  const [first] = values;
  if (typeof first === 'boolean') return undefined;
  const found: Scalar[] = [];
  for (const value of values) {
    if (!isMatchValue(value) || typeof value !== typeof first) return undefined;
    found.push(value);
  }
  return found;
}

const boundNames: ReadonlySet<string> = new Set(['gt', 'gte', 'lt', 'lte']);

function readBounds(value: unknown, isBound: (bound: unknown) => boolean): FilterReading {
  if (!isPlainObject(value)) return odd(`${partName(value)} where bounds stand`);
  for (const name of Object.keys(value)) {
    if (!boundNames.has(name)) return below(name, odd('no bound that is known here'));
    if (value[name] !== null && !isBound(value[name]))
      return below(name, odd(`${partName(value[name])} as a bound`));
  }
  return other;
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && isPlainScalar(value);
}
