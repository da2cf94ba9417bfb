import { bindPattern, boundValue } from '../engine/compile/bind-text.ts';
import { referenceText } from '../engine/compile/reference-text.ts';
import type { JsonValue, Scalar } from '../model/json.ts';
import type { Bound, Matcher, ScalarText } from '../model/matcher.ts';
import type { Reference, TemplateText } from '../model/template-text.ts';
import type { Bindings } from '../model/workspace.ts';

/**
 * A matcher as one would write it in a document, with a tenant's values put in; `${context.KEY}` stays. Throws
 * `PolicyError` where nothing gives a reference, which a workspace without errors does not have.
 */
export function writtenMatcher(matcher: Matcher, bindings: Bindings): JsonValue {
  const texts = (list: readonly TemplateText[]): readonly Scalar[] =>
    list.flatMap((text) => boundItems(text, bindings));
  const scalars = (list: readonly ScalarText[]): readonly Scalar[] =>
    list.flatMap((item) => scalarItems(item, bindings));
  switch (matcher.kind) {
    case 'regex': {
      const pattern = bindPattern(matcher.pattern, bindings);
      return matcher.ignoreCase ? { regex: { pattern, ignore_case: true } } : pattern;
    }
    case 'one_of':
    case 'contains':
      return {
        [matcher.spelling]: oneOrMany(scalars(matcher.values), /[_](of|any)$/.test(matcher.spelling)),
      };
    case 'path_within':
    case 'key_within':
      return { [matcher.kind]: oneOrMany(texts(matcher.prefixes), false) };
    case 'ip_in':
      return { ip_in: texts(matcher.blocks) };
    case 'email':
      return {
        email: { domains: texts(matcher.domains), ...(matcher.subdomains ? { subdomains: true } : {}) },
      };
    case 'number':
      return { number: { ...bounds(matcher, bindings), ...(matcher.integer ? { integer: true } : {}) } };
    case 'length':
      return { length: bounds(matcher, bindings) };
    case 'exists':
      return { exists: matcher.exists };
    case 'not':
    case 'shared':
      return { [matcher.kind]: writtenMatcher(matcher.matcher, bindings) };
    case 'any_of':
    case 'all_of':
      return { [matcher.kind]: matcher.matchers.map((inner) => writtenMatcher(inner, bindings)) };
    default:
      return { [matcher.kind]: writtenForm(matcher, bindings) };
  }
}

type FormMatcher = Extract<Matcher, { readonly kind: 'url' | 'sql' | 'filter' | 'command' }>;

/** Matchers of structured text. What was not written is left out. */
function writtenForm(matcher: FormMatcher, bindings: Bindings): JsonValue {
  const texts = (list: readonly TemplateText[]): readonly Scalar[] =>
    list.flatMap((text) => boundItems(text, bindings));
  switch (matcher.kind) {
    case 'url':
      return {
        schemes: texts(matcher.schemes),
        hosts: texts(matcher.hosts),
        ...(matcher.ports.length === 0 ? {} : { ports: matcher.ports }),
        ...(matcher.pathPrefix === undefined ? {} : { path_prefix: shownText(matcher.pathPrefix, bindings) }),
        ...(matcher.query === 'any' ? { query: 'any' } : {}),
      };
    case 'sql':
      return {
        dialect: matcher.dialect,
        statements: matcher.statements,
        ...(matcher.tables === undefined ? {} : { tables: texts(matcher.tables) }),
        ...(matcher.sharedTables.length === 0 ? {} : { shared_tables: texts(matcher.sharedTables) }),
        ...(matcher.functions === undefined ? {} : { functions: matcher.functions }),
        scoped_by: members(
          matcher.scopedBy.map(({ column, value }) => [column, value]),
          bindings,
        ),
      };
    case 'filter':
      return {
        ...(matcher.dialect === undefined ? {} : { dialect: matcher.dialect }),
        must: members(
          matcher.must.map(({ field, value }) => [field, value]),
          bindings,
        ),
      };
    case 'command':
      return {
        programs: texts(matcher.programs),
        ...(matcher.pathsWithin === undefined
          ? {}
          : { paths_within: oneOrMany(texts(matcher.pathsWithin), false) }),
      };
  }
}

/** A text with a tenant's values put in; references that are read at each call, or by the runtime, stay as written. */
export function shownText(text: TemplateText, bindings: Bindings): string {
  return text
    .map((part) =>
      typeof part === 'string' ? part.replaceAll('${', () => '$${') : String(boundOrWritten(part, bindings)),
    )
    .join('');
}

function boundItems(text: TemplateText, bindings: Bindings): readonly Scalar[] {
  const [only] = text;
  if (text.length === 1 && only !== undefined && typeof only !== 'string') {
    const value = boundOrWritten(only, bindings);
    return Array.isArray(value) ? value : [value].flat();
  }
  return [shownText(text, bindings)];
}

function scalarItems(item: ScalarText, bindings: Bindings): readonly Scalar[] {
  return item.kind === 'scalar' ? [item.value] : boundItems(item.text, bindings);
}

function boundOrWritten(reference: Reference, bindings: Bindings): Scalar | readonly Scalar[] {
  const later = reference.ref === 'context' || reference.ref === 'env';
  return later ? referenceText(reference) : boundValue(reference, bindings);
}

function members(pairs: readonly (readonly [string, ScalarText])[], bindings: Bindings): JsonValue {
  return Object.fromEntries(
    pairs.map(([key, value]) => [key, oneOrMany(scalarItems(value, bindings), false)]),
  );
}

function bounds(
  { min, max }: { readonly min?: Bound; readonly max?: Bound },
  bindings: Bindings,
): { readonly [key: string]: JsonValue } {
  const shown = (bound: Bound): JsonValue =>
    typeof bound === 'number' ? bound : oneOrMany(boundItems(bound, bindings), false);
  return {
    ...(min === undefined ? {} : { min: shown(min) }),
    ...(max === undefined ? {} : { max: shown(max) }),
  };
}

function oneOrMany(items: readonly Scalar[], always: boolean): JsonValue {
  const [only] = items;
  return items.length === 1 && only !== undefined && !always ? only : items;
}
