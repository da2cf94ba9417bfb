import type { Case } from './generate.ts';
import type { PlainWorkspace } from './plain-documents.ts';

/**
 * Takes away lists' items and objects' keys, of calls and documents, while `fails` stays true; returns a case from
 * which nothing more can go. A case that makes `fails` throw counts as one that does not fail.
 */
export function minimize(failing: Case, fails: (tried: Case) => boolean): Case {
  let smallest = failing;
  for (;;) {
    const smaller = firstOf(smallerCases(smallest), (tried) => holds(fails, tried));
    if (smaller === undefined) return smallest;
    smallest = smaller;
  }
}

function holds(fails: (tried: Case) => boolean, tried: Case): boolean {
  try {
    return fails(tried);
  } catch {
    return false;
  }
}

function firstOf<T>(candidates: Iterable<T>, isGood: (candidate: T) => boolean): T | undefined {
  for (const candidate of candidates) {
    if (isGood(candidate)) return candidate;
  }
  return undefined;
}

function* smallerCases({ workspace, calls }: Case): Generator<Case> {
  for (const fewer of smallerVersions(calls)) yield { workspace, calls: fewer };
  for (const [kind, documents] of Object.entries(workspace)) {
    if (kind === 'plans') yield { workspace: omitPlans(workspace), calls };
    for (const fewer of smallerVersions(documents))
      yield { workspace: { ...workspace, [kind]: fewer }, calls };
  }
}

function omitPlans({ plans: _, ...others }: PlainWorkspace): PlainWorkspace {
  return others;
}

/** The value with one part less, biggest parts first. What is no list and no plain object has no parts. */
function* smallerVersions<T>(value: T): Generator<T> {
  if (Array.isArray(value)) yield* smallerLists(value);
  if (!isPlainObject(value)) return;
  const entries = Object.entries(value);
  for (const [left] of entries) yield rebuilt<T>(entries.filter(([key]) => key !== left));
  for (const [changed, part] of entries) {
    for (const smaller of smallerVersions(part)) {
      yield rebuilt<T>(entries.map(([key, kept]) => [key, key === changed ? smaller : kept]));
    }
  }
}

function* smallerLists<T extends unknown[]>(list: T): Generator<T> {
  for (let size = Math.ceil(list.length / 2); size >= 1; size = size === 1 ? 0 : size >> 1) {
    for (let start = 0; start < list.length; start += size) yield list.toSpliced(start, size) as T;
  }
  for (const [index, item] of list.entries()) {
    for (const smaller of smallerVersions(item)) yield list.with(index, smaller) as T;
  }
}

function isPlainObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

function rebuilt<T>(entries: readonly (readonly [string, unknown])[]): T {
  return Object.fromEntries(entries) as T;
}
