import type { Bound, Matcher, ScalarText } from '../model/matcher.ts';
import type { TemplateText } from '../model/template-text.ts';
import { literalText } from '../model/template-text.ts';
import type { BundleBound, BundleMatcher, BundleScalar, BundleText } from './bundle-matcher.ts';

/** A matcher without its places. */
export function encodeMatcher(matcher: Matcher): BundleMatcher {
  switch (matcher.kind) {
    case 'regex':
      return {
        kind: 'regex',
        pattern: encodeText(matcher.pattern),
        ...(matcher.ignoreCase && { ignore_case: true }),
      };
    case 'one_of':
      return { kind: 'one_of', spelling: matcher.spelling, values: matcher.values.map(encodeScalar) };
    case 'contains':
      return { kind: 'contains', spelling: matcher.spelling, values: matcher.values.map(encodeScalar) };
    case 'path_within':
    case 'key_within':
      return { kind: matcher.kind, prefixes: matcher.prefixes.map(encodeText) };
    case 'ip_in':
      return { kind: 'ip_in', blocks: matcher.blocks.map(encodeText) };
    case 'email':
      return {
        kind: 'email',
        domains: matcher.domains.map(encodeText),
        ...(matcher.subdomains && { subdomains: true }),
      };
    case 'number':
      return { kind: 'number', ...encodeRange(matcher), ...(matcher.integer && { integer: true }) };
    case 'length':
      return { kind: 'length', ...encodeRange(matcher) };
    case 'exists':
      return { kind: 'exists', exists: matcher.exists };
    case 'not':
    case 'shared':
      return { kind: matcher.kind, matcher: encodeMatcher(matcher.matcher) };
    case 'any_of':
    case 'all_of':
      return { kind: matcher.kind, matchers: matcher.matchers.map(encodeMatcher) };
    case 'url':
    case 'sql':
    case 'filter':
    case 'command':
      return encodeStructured(matcher);
  }
}

/** A text without references is a string; else the list of its parts. */
export function encodeText(text: TemplateText): BundleText {
  return literalText(text) ?? [...text];
}

function encodeScalar(scalar: ScalarText): BundleScalar {
  return scalar.kind === 'scalar' ? scalar.value : encodeText(scalar.text);
}

function encodeRange(range: { readonly min?: Bound; readonly max?: Bound }): {
  min?: BundleBound;
  max?: BundleBound;
} {
  return {
    ...(range.min !== undefined && { min: encodeBound(range.min) }),
    ...(range.max !== undefined && { max: encodeBound(range.max) }),
  };
}

function encodeBound(bound: Bound): BundleBound {
  return typeof bound === 'number' ? bound : [...bound];
}

function encodeStructured(
  matcher: Matcher & { readonly kind: 'url' | 'sql' | 'filter' | 'command' },
): BundleMatcher {
  switch (matcher.kind) {
    case 'url':
      return {
        kind: 'url',
        schemes: matcher.schemes.map(encodeText),
        hosts: matcher.hosts.map(encodeText),
        ports: matcher.ports,
        ...(matcher.pathPrefix !== undefined && { path_prefix: encodeText(matcher.pathPrefix) }),
        query: matcher.query,
      };
    case 'sql':
      return {
        kind: 'sql',
        dialect: matcher.dialect,
        statements: matcher.statements,
        ...(matcher.tables !== undefined && { tables: matcher.tables.map(encodeText) }),
        shared_tables: matcher.sharedTables.map(encodeText),
        ...(matcher.functions !== undefined && { functions: matcher.functions }),
        scoped_by: matcher.scopedBy.map(({ column, value }) => ({ column, value: encodeScalar(value) })),
      };
    case 'filter':
      return {
        kind: 'filter',
        ...(matcher.dialect !== undefined && { dialect: matcher.dialect }),
        must: matcher.must.map(({ field, value }) => ({ field, value: encodeScalar(value) })),
      };
    case 'command':
      return {
        kind: 'command',
        programs: matcher.programs.map(encodeText),
        ...(matcher.pathsWithin !== undefined && { paths_within: matcher.pathsWithin.map(encodeText) }),
      };
  }
}
