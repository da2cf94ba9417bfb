import type { Bound, Matcher, ScalarText } from '../model/matcher.ts';
import type { Place } from '../model/place.ts';
import type { TemplateText } from '../model/template-text.ts';
import type { BundleBound, BundleMatcher, BundleScalar, BundleText } from './bundle-matcher.ts';

/** The matcher; its parts all stand at `place`, for a bundle keeps no finer places. */
export function decodeMatcher(matcher: BundleMatcher, place: Place): Matcher {
  switch (matcher.kind) {
    case 'regex':
      return {
        place,
        kind: 'regex',
        pattern: decodeText(matcher.pattern),
        ignoreCase: matcher.ignore_case === true,
      };
    case 'one_of':
      return { place, kind: 'one_of', spelling: matcher.spelling, values: matcher.values.map(decodeScalar) };
    case 'contains':
      return {
        place,
        kind: 'contains',
        spelling: matcher.spelling,
        values: matcher.values.map(decodeScalar),
      };
    case 'path_within':
    case 'key_within':
      return { place, kind: matcher.kind, prefixes: matcher.prefixes.map(decodeText) };
    case 'ip_in':
      return { place, kind: 'ip_in', blocks: matcher.blocks.map(decodeText) };
    case 'email':
      return {
        place,
        kind: 'email',
        domains: matcher.domains.map(decodeText),
        subdomains: matcher.subdomains === true,
      };
    case 'number':
      return { place, kind: 'number', ...decodeRange(matcher), integer: matcher.integer === true };
    case 'length':
      return { place, kind: 'length', ...decodeRange(matcher) };
    case 'exists':
      return { place, kind: 'exists', exists: matcher.exists };
    case 'not':
    case 'shared':
      return { place, kind: matcher.kind, matcher: decodeMatcher(matcher.matcher, place) };
    case 'any_of':
    case 'all_of':
      return {
        place,
        kind: matcher.kind,
        matchers: matcher.matchers.map((part) => decodeMatcher(part, place)),
      };
    case 'url':
    case 'sql':
    case 'filter':
    case 'command':
      return decodeStructured(matcher, place);
  }
}

export function decodeText(text: BundleText): TemplateText {
  if (typeof text !== 'string') return text;
  return text === '' ? [] : [text];
}

function decodeScalar(scalar: BundleScalar): ScalarText {
  return typeof scalar === 'number' || typeof scalar === 'boolean'
    ? { kind: 'scalar', value: scalar }
    : { kind: 'text', text: decodeText(scalar) };
}

function decodeRange(range: { readonly min?: BundleBound; readonly max?: BundleBound }): {
  min?: Bound;
  max?: Bound;
} {
  return {
    ...(range.min !== undefined && { min: range.min }),
    ...(range.max !== undefined && { max: range.max }),
  };
}

function decodeStructured(
  matcher: BundleMatcher & { readonly kind: 'url' | 'sql' | 'filter' | 'command' },
  place: Place,
): Matcher {
  switch (matcher.kind) {
    case 'url':
      return {
        place,
        kind: 'url',
        schemes: matcher.schemes.map(decodeText),
        hosts: matcher.hosts.map(decodeText),
        ports: matcher.ports,
        ...(matcher.path_prefix !== undefined && { pathPrefix: decodeText(matcher.path_prefix) }),
        query: matcher.query,
      };
    case 'sql':
      return {
        place,
        kind: 'sql',
        dialect: matcher.dialect,
        statements: matcher.statements,
        ...(matcher.tables !== undefined && { tables: matcher.tables.map(decodeText) }),
        sharedTables: matcher.shared_tables.map(decodeText),
        ...(matcher.functions !== undefined && { functions: matcher.functions }),
        scopedBy: matcher.scoped_by.map(({ column, value }) => ({ column, value: decodeScalar(value) })),
      };
    case 'filter':
      return {
        place,
        kind: 'filter',
        ...(matcher.dialect !== undefined && { dialect: matcher.dialect }),
        must: matcher.must.map(({ field, value }) => ({ field, value: decodeScalar(value) })),
      };
    case 'command':
      return {
        place,
        kind: 'command',
        programs: matcher.programs.map(decodeText),
        ...(matcher.paths_within !== undefined && { pathsWithin: matcher.paths_within.map(decodeText) }),
      };
  }
}
