import { isPlainObject } from '../engine/plain-data.ts';
import type { Scalar } from '../model/json.ts';
import { type PathTest, pathGlob } from '../text/path-glob.ts';
import { suggest } from '../text/suggest.ts';
import { type JsonPointer, parseJsonPointer } from './json-pointer.ts';

/** Who a recorded call belongs to, where all of what `when` asks holds. Absent criteria ask nothing. */
export interface TenantMapEntry {
  /** Globs of the recording's path. */
  readonly files?: readonly PathTest[];
  readonly sessions?: readonly string[];
  /** `context.user_id` of the recorded call. */
  readonly users?: readonly string[];
  /** Values found in the record, else in the session's header. */
  readonly at: readonly { readonly pointer: JsonPointer; readonly values: readonly Scalar[] }[];
  readonly tenant: string;
  readonly user?: string;
  readonly plan?: string;
}

/** Entries in order: the first that holds decides. */
export type TenantMap = readonly TenantMapEntry[];

/** What is wrong with a map: where, as the keys and indexes that lead there, and a sentence without full stop. */
interface TenantMapProblem {
  readonly at: readonly (string | number)[];
  readonly message: string;
}

export type TenantMapReading =
  | { readonly ok: true; readonly map: TenantMap }
  | { readonly ok: false; readonly problems: readonly TenantMapProblem[] };

const identifier = /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/u;
const mostCombinations = 10_000;

/** Reads the content of a tenant map (`schemas/tenant-map.schema.json`). Unknown keys are problems. */
export function readTenantMap(content: unknown): TenantMapReading {
  const problems: TenantMapProblem[] = [];
  const map = readMap(content, problems);
  return problems.length === 0 ? { ok: true, map } : { ok: false, problems };
}

type Path = TenantMapProblem['at'];
type Mapping = { readonly [key: string]: unknown };

function readMap(content: unknown, problems: TenantMapProblem[]): TenantMap {
  const entries = isPlainObject(content) ? content.entries : undefined;
  if (!isPlainObject(content) || !Array.isArray(entries)) {
    problems.push({ at: [], message: 'a tenant map is a mapping with a list under `entries`' });
    return [];
  }
  refuseOtherKeys(content, ['version', 'entries'], [], problems);
  if (Object.hasOwn(content, 'version') && content.version !== 1) {
    problems.push({ at: ['version'], message: '`version` of a tenant map is 1' });
  }
  if (entries.length === 0)
    problems.push({ at: ['entries'], message: '`entries` is empty: nothing would be mapped' });
  return entries.flatMap((entry: unknown, index) => {
    const read = readEntry(entry, ['entries', index], problems);
    return read === undefined ? [] : [read];
  });
}

function readEntry(entry: unknown, at: Path, problems: TenantMapProblem[]): TenantMapEntry | undefined {
  if (!isPlainObject(entry)) {
    problems.push({ at, message: 'an entry is a mapping with `when` and `tenant`' });
    return undefined;
  }
  refuseOtherKeys(entry, ['when', 'tenant', 'user', 'plan'], at, problems);
  const when = readWhen(entry.when, [...at, 'when'], problems);
  const tenant = entry.tenant;
  if (typeof tenant !== 'string' || !identifier.test(tenant)) {
    const message =
      '`tenant` must be a tenant id: letters, digits, _ and -, at most 64, in quotes where it looks like a number';
    problems.push({ at: Object.hasOwn(entry, 'tenant') ? [...at, 'tenant'] : at, message });
    return undefined;
  }
  const user = readOptionalText(entry, 'user', at, problems);
  const plan = readOptionalText(entry, 'plan', at, problems);
  return {
    ...when,
    tenant,
    ...(user === undefined ? {} : { user }),
    ...(plan === undefined ? {} : { plan }),
  };
}

type When = Pick<TenantMapEntry, 'files' | 'sessions' | 'users' | 'at'>;

function readWhen(when: unknown, at: Path, problems: TenantMapProblem[]): When {
  if (when === undefined) return { at: [] };
  if (!isPlainObject(when) || Object.keys(when).length === 0) {
    problems.push({ at, message: '`when` must say something; leave it out to map every call' });
    return { at: [] };
  }
  refuseOtherKeys(when, ['file', 'session', 'user', 'at'], at, problems);
  const files = readTexts(when, 'file', at, problems);
  const sessions = readTexts(when, 'session', at, problems);
  const users = readTexts(when, 'user', at, problems);
  const pointed = readPointers(when.at, [...at, 'at'], problems);
  const sizes = [
    sessions?.length ?? 1,
    users?.length ?? 1,
    ...pointed.map((criterion) => criterion.values.length),
  ];
  if (sizes.reduce((product, size) => product * size, 1) > mostCombinations) {
    problems.push({ at, message: `this asks for more than ${mostCombinations} combinations of values` });
  }
  return {
    ...(files === undefined ? {} : { files: pathTests(files, [...at, 'file'], problems) }),
    ...(sessions === undefined ? {} : { sessions }),
    ...(users === undefined ? {} : { users }),
    at: pointed,
  };
}

function pathTests(globs: readonly string[], at: Path, problems: TenantMapProblem[]): readonly PathTest[] {
  return globs.flatMap((glob) => {
    const test = pathGlob(glob);
    if (test === undefined)
      problems.push({ at, message: `${JSON.stringify(glob)} has too many alternatives` });
    return test ?? [];
  });
}

function readPointers(wanted: unknown, at: Path, problems: TenantMapProblem[]): TenantMapEntry['at'] {
  if (wanted === undefined) return [];
  if (!isPlainObject(wanted) || Object.keys(wanted).length === 0) {
    problems.push({ at, message: '`at` is a mapping from a JSON Pointer to the value there' });
    return [];
  }
  return Object.entries(wanted).flatMap(([text, value]) => {
    const pointer = parseJsonPointer(text);
    if (pointer === undefined) {
      problems.push({
        at: [...at, text],
        message: `${JSON.stringify(text)} is no JSON Pointer: one looks like /metadata/name`,
      });
    }
    const values: readonly unknown[] = Array.isArray(value) ? value : [value];
    if (values.length === 0 || !values.every(isScalar)) {
      problems.push({
        at: [...at, text],
        message: 'the value there is text, a number, a boolean or a list of them',
      });
    }
    return pointer === undefined ? [] : [{ pointer, values: values.filter(isScalar) }];
  });
}

function readTexts(
  when: Mapping,
  key: string,
  at: Path,
  problems: TenantMapProblem[],
): readonly string[] | undefined {
  const value = when[key];
  if (value === undefined) return undefined;
  const texts: readonly unknown[] = Array.isArray(value) ? value : [value];
  if (texts.length === 0 || !texts.every(isFilledText)) {
    problems.push({ at: [...at, key], message: `\`${key}\` is text or a list of texts` });
  }
  return texts.filter(isFilledText);
}

function readOptionalText(
  entry: Mapping,
  key: string,
  at: Path,
  problems: TenantMapProblem[],
): string | undefined {
  const value = entry[key];
  if (value === undefined || isFilledText(value)) return value;
  problems.push({ at: [...at, key], message: `\`${key}\` is text` });
  return undefined;
}

function refuseOtherKeys(
  object: Mapping,
  known: readonly string[],
  at: Path,
  problems: TenantMapProblem[],
): void {
  for (const key of Object.keys(object)) {
    if (known.includes(key)) continue;
    const near = suggest(key, known);
    const hint = near === undefined ? `known are ${known.join(', ')}` : `did you mean ${near}?`;
    problems.push({ at: [...at, key], message: `unknown key ${JSON.stringify(key)}; ${hint}` });
  }
}

function isFilledText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function isScalar(value: unknown): value is Scalar {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}
